// SPDX-License-Identifier: Apache-2.0
#include <dubao/data/random.hpp>
#include <dubao/labour/capacity/determination.hpp>

#include "labour/capacity/worked_example.hpp"
#include "labour/support.hpp"

namespace labour_capacity_determination_test {

using namespace dubao;                    // NOLINT: a test
using namespace dubao::labour::capacity;  // NOLINT: a test
using labour::capacity::testing::add_lecturers;
using labour::capacity::testing::kArithmetic;
using labour::capacity::testing::rules_of;
using labour::capacity::testing::small_example;
using labour::capacity::testing::worked_example;
using labour::testing::Ids;
using labour::testing::problem_ids;

const Rules& rules() {
  static const Rules kRules = rules_of(2027);
  return kRules;
}

const MaximumRow& row_of(const Determination& found, const std::string& name) {
  for (const MaximumRow& row : found.maxima) {
    if (found.limits.variables[row.variable].name == name) return row;
  }
  throw std::runtime_error("no number " + name);
}

const Limit& binding(const Determination& found, const std::string& name) {
  return found.limits.limits.at(static_cast<std::size_t>(row_of(found, name).binding));
}

double ceiling(const MaximumRow& row, LimitKind kind) { return row.ceilings[static_cast<std::size_t>(kind)]; }

Readings with(const char* id, const char* choice) {
  Readings out;
  set_reading(out, id, choice);
  return out;
}

TEST(Determination, WorkedExampleHoldsInTheTables) {
  const Determination found = determine(worked_example(), rules());
  const AreaRow& location = found.area.at(0);
  EXPECT_NEAR(location.capacity, 4800.0, kArithmetic);
  EXPECT_NEAR(found.area.at(1).scale, 2047.2, kArithmetic);
  EXPECT_NEAR(found.area.at(2).scale, 1531.2, kArithmetic);
  EXPECT_NEAR(location.scale, 3578.4, kArithmetic);
  EXPECT_NEAR(found.area.at(1).expected_graduates, 538.8, kArithmetic);
  EXPECT_NEAR(found.area.at(2).expected_graduates, 400.8, kArithmetic);
  EXPECT_NEAR(location.expected_graduates, 939.6, kArithmetic);
  EXPECT_NEAR(location.maximum, 2161.2, kArithmetic);

  const LecturerRow& it = found.lecturers.at(0);
  EXPECT_NEAR(it.converted, 39.0, kArithmetic);
  EXPECT_NEAR(it.capacity, 1560.0, kArithmetic);
  EXPECT_NEAR(it.scale, 1492.8, kArithmetic);
  EXPECT_NEAR(it.expected_graduates, 391.2, kArithmetic);
  EXPECT_NEAR(it.maximum, 458.4, kArithmetic);
  const LecturerRow& electronics = found.lecturers.at(1);
  EXPECT_NEAR(electronics.converted, 37.5, kArithmetic);
  EXPECT_NEAR(electronics.capacity, 1500.0, kArithmetic);
  EXPECT_NEAR(electronics.scale, 1276.0, kArithmetic);
  EXPECT_NEAR(electronics.expected_graduates, 334.0, kArithmetic);
  EXPECT_NEAR(electronics.maximum, 558.0, kArithmetic);

  EXPECT_NEAR(found.master.at(0).supervisors, 21.0, kArithmetic);
  EXPECT_NEAR(found.master.at(0).yearly_maximum, 126.0, kArithmetic);
  EXPECT_NEAR(found.master.at(0).capacity - 30.0, 222.0, kArithmetic);
  EXPECT_NEAR(found.master.at(0).maximum, 126.0, kArithmetic);
  EXPECT_NEAR(found.doctoral.at(0).maximum, 66.0, kArithmetic);
}

TEST(Determination, WorkedExampleHoldsInThePersonsAndTheirBindingRules) {
  const Determination found = determine(worked_example(), rules());
  const MaximumRow& regular = row_of(found, "HN/4802/bachelor/regular");
  EXPECT_NEAR(ceiling(regular, LimitKind::lecturers), (458.4 - 43.2 - 3.2 - 31.36) / 0.8, kArithmetic);
  EXPECT_EQ(regular.before_brakes, 475.0);
  EXPECT_NEAR(ceiling(regular, LimitKind::growth), 462.0, kArithmetic);
  EXPECT_EQ(regular.maximum, 462.0);
  EXPECT_EQ(binding(found, "HN/4802/bachelor/regular").kind, LimitKind::growth);
  EXPECT_EQ(binding(found, "HN/4802/bachelor/regular").clauses.at(0).article_clause, "Art. 5(5)");

  const MaximumRow& blended = row_of(found, "HN/4802/bachelor/blended");
  EXPECT_NEAR(ceiling(blended, LimitKind::growth), 49.5, kArithmetic);
  EXPECT_EQ(blended.maximum, 49.0);

  const MaximumRow& electronics = row_of(found, "HN/5202/bachelor/regular");
  EXPECT_NEAR(ceiling(electronics, LimitKind::lecturers), 518.0, kArithmetic);
  EXPECT_NEAR(ceiling(electronics, LimitKind::growth), 440.0, kArithmetic);
  EXPECT_EQ(electronics.maximum, 430.0);
  EXPECT_EQ(binding(found, "HN/5202/bachelor/regular").kind, LimitKind::freeze);
  EXPECT_EQ(binding(found, "HN/5202/bachelor/regular").clauses.at(0).article_clause, "Art. 5(6)(đ)");
}

TEST(Determination, WorkedExampleHoldsInTheClauseOfFifteenPercent) {
  const Determination found = determine(worked_example(), rules());
  const PostgraduateFloorRow& it = found.postgraduate_floor.at(1);
  EXPECT_NEAR(it.per_lecturer, 0.8 * 106.0 / 39.0, kArithmetic);
  EXPECT_EQ(std::round(it.per_lecturer * 100.0), 217.0);
  EXPECT_NEAR(it.required, 6.0, kArithmetic);
  EXPECT_FALSE(it.met);
  EXPECT_NEAR(it.ratio_left, 34.0, kArithmetic);
  EXPECT_NEAR(it.bachelor_maximum, 270.0, kArithmetic);
  const MaximumRow& regular = row_of(found, "HN/4802/bachelor/regular");
  EXPECT_EQ(regular.maximum_reserved, 298.0);
  EXPECT_EQ(found.limits.limits.at(static_cast<std::size_t>(regular.binding_reserved)).kind,
            LimitKind::reserve);
}

TEST(Determination, WorkedExampleHoldsInAreaUseAndYearEnd) {
  const Determination found = determine(worked_example(), rules());
  std::vector<double> plan;
  for (const Variable& one : found.limits.variables) plan.push_back(one.planned);
  for (const PlanRow& row : check_plan(found.limits, plan)) {
    const Limit& limit = found.limits.limits[row.limit];
    EXPECT_TRUE(row.met || !limit.reading.empty()) << limit.name;
    if (limit.kind == LimitKind::area) {
      EXPECT_NEAR(row.used, 1188.0, kArithmetic);
    }
  }
  const YearEndRow it = year_end(found, plan).at(0);
  EXPECT_NEAR(it.scale, 1548.96, kArithmetic);
  EXPECT_NEAR(it.capacity, 1560.0, kArithmetic);
  EXPECT_EQ(std::round(it.ratio * 100.0), 3972.0);
}

TEST(Determination, ReadingBDecidesWithoutBeingShownBeside) {
  const Determination found = determine(worked_example(), rules(), with("A1", "B"));
  EXPECT_EQ(row_of(found, "HN/4802/bachelor/regular").maximum, 298.0);
  EXPECT_EQ(row_of(found, "HN/4802/bachelor/regular").before_brakes, 298.0);  // 475 where nothing is reserved
  EXPECT_EQ(binding(found, "HN/4802/bachelor/regular").kind, LimitKind::reserve);
  EXPECT_EQ(row_of(found, "HN/4802/bachelor/regular").maximum_reserved, 298.0);
}

TEST(Determination, ReadingsAAndDBarWhoMissesTheFloor) {
  const Determination each = determine(worked_example(), rules(), with("A1", "A"));
  EXPECT_EQ(row_of(each, "HN/4802/bachelor/regular").maximum, 0.0);
  EXPECT_EQ(binding(each, "HN/4802/bachelor/regular").kind, LimitKind::floor);
  const Determination whole = determine(worked_example(), rules(), with("A1", "D"));
  EXPECT_EQ(row_of(whole, "HN/5202/bachelor/regular").maximum, 0.0);
}

TEST(Determination, ReadingCReservesOnlyWherePostgraduatesAreTaught) {
  Institution bachelors_only = small_example();
  const Determination without = determine(bachelors_only, rules(), with("A1", "C"));
  EXPECT_TRUE(std::isnan(ceiling(row_of(without, "A/4801/bachelor/regular"), LimitKind::reserve)));
  const Determination with_all = determine(bachelors_only, rules(), with("A1", "B"));
  // 34 · 10 − 100 + 25 = 265.
  EXPECT_NEAR(ceiling(row_of(with_all, "A/4801/bachelor/regular"), LimitKind::reserve), 265.0, kArithmetic);
}

TEST(Determination, ReadingA15RoundsDownOrToTheNearest) {
  EXPECT_EQ(whole_persons(475.8, WholePersons::floor), 475.0);
  EXPECT_EQ(whole_persons(475.8, WholePersons::nearest), 476.0);
  EXPECT_EQ(whole_persons(462.0 - 1e-12, WholePersons::floor), 462.0);
  EXPECT_EQ(whole_persons(-3.0, WholePersons::floor), 0.0);
}

TEST(Determination, GivenNumbersReplaceThePlanAndUnknownNamesAreRefused) {
  const Determination found = determine(worked_example(), rules(), {}, {{"HN/4802/bachelor/blended", 0.0}});
  // (458.4 − 43.2 − 3.2)/0.8 = 515.
  EXPECT_NEAR(ceiling(row_of(found, "HN/4802/bachelor/regular"), LimitKind::lecturers), 515.0, kArithmetic);
  EXPECT_EQ(problem_ids([] {
              static_cast<void>(determine(worked_example(), rules(), {}, {{"nothing", 1.0}}));
            }),
            Ids{"E-CAP-019"});
}

TEST(Determination, NumbersWithoutPlanStandAtLastYearsIntakeWithARemark) {
  Institution declared = worked_example();
  declared.learners[1].planned = kNotKnown;
  const Determination found = determine(declared, rules());
  EXPECT_EQ(row_of(found, "HN/4802/bachelor/blended").basis, 45.0);
  EXPECT_TRUE(std::any_of(found.remarks.begin(), found.remarks.end(), [](const Remark& one) {
    return one.code == "not_planned" && one.subject == "HN/4802/bachelor/blended";
  }));
}

TEST(Determination, UnconfirmedCoefficientsAreRemarked) {
  const Determination found = determine(worked_example(), rules());
  EXPECT_EQ(std::count_if(found.remarks.begin(), found.remarks.end(),
                          [](const Remark& one) { return one.code == "unconfirmed_coefficients"; }),
            2);
  const Determination confirmed = determine(small_example(), rules());
  EXPECT_TRUE(confirmed.remarks.empty());
}

/// The worked example with stocks, intakes, plans and area moved at random.
Institution moved_example(std::uint64_t draw) {
  data::RandomStream stream(17, 3, draw);
  Institution declared = worked_example();
  declared.locations[0].floor_area *= 0.75 + stream.uniform();
  for (Learners& row : declared.learners) {
    row.stock = std::floor(row.stock * (0.5 + stream.uniform()));
    row.actual = std::floor(row.actual * (0.5 + stream.uniform()));
    row.planned = std::floor(20.0 * stream.uniform());
  }
  for (Postgraduates& row : declared.postgraduates) row.planned = std::floor(5.0 * stream.uniform());
  return declared;
}

TEST(Determination, MoreFloorAreaOrLecturersNeverLowerAMaximum) {
  for (std::uint64_t draw = 0; draw < 100; ++draw) {
    const Institution declared = moved_example(draw);
    data::RandomStream stream(18, 3, draw);
    Institution more_area = declared;
    more_area.locations[0].floor_area += 5000.0 * stream.uniform();
    Institution more_lecturers = declared;
    add_lecturers(more_lecturers, stream.uniform() < 0.5 ? "4802" : "5202", 1, Degree::master);
    Institution more_supervisors = declared;
    more_supervisors.postgraduates[draw % 4].doctors += 1.0;
    for (const char* clause : {"none", "B", "C"}) {
      const Readings readings = with("A1", clause);
      const Determination base = determine(declared, rules(), readings);
      for (const Institution* more : {&more_area, &more_lecturers, &more_supervisors}) {
        const Determination found = determine(*more, rules(), readings);
        for (std::size_t v = 0; v < base.maxima.size(); ++v) {
          EXPECT_GE(found.maxima[v].maximum, base.maxima[v].maximum);
          EXPECT_GE(found.maxima[v].maximum_reserved, base.maxima[v].maximum_reserved);
        }
      }
    }
  }
}

TEST(Determination, UnderAHardFloorALecturerMoreCanBarAGroup) {
  // Ten lecturers and 40 master's learners: 60/10 = 6. The eleventh lecturer brings it under the floor.
  Institution declared = small_example();
  Postgraduates major{"A", "8480101", 10};
  major.stock = 40;
  declared.postgraduates = {major};
  const Readings floor = with("A1", "A");
  EXPECT_EQ(determine(declared, rules(), floor).maxima.at(0).maximum, 44.0);
  add_lecturers(declared, "4801", 1, Degree::doctoral);
  EXPECT_EQ(determine(declared, rules(), floor).maxima.at(0).maximum, 0.0);
}

TEST(Determination, APlanAtAMaximumPassesAndOnePersonBeyondFails) {
  // Random plans, stocks and staff: whatever binds, the maximum is sharp.
  for (std::uint64_t draw = 0; draw < 200; ++draw) {
    const Institution declared = moved_example(draw);
    const Determination found = determine(declared, rules());
    std::vector<double> plan;
    for (const Variable& one : found.limits.variables) plan.push_back(one.planned);
    const auto broken = [&](const std::vector<double>& persons) {
      int count = 0;
      for (const PlanRow& row : check_plan(found.limits, persons)) {
        count += !row.met && found.limits.limits[row.limit].reading.empty() ? 1 : 0;
      }
      return count;
    };
    for (const MaximumRow& row : found.maxima) {
      if (row.binding < 0) continue;
      std::vector<double> at = plan;
      at[row.variable] = row.maximum;
      // Limits the plan of the others breaks already are not the number's own.
      std::vector<double> none = plan;
      none[row.variable] = 0.0;
      if (broken(none) > 0) continue;
      EXPECT_EQ(broken(at), 0) << found.limits.variables[row.variable].name << " draw " << draw;
      at[row.variable] += 1.0;
      EXPECT_GT(broken(at), 0) << found.limits.variables[row.variable].name << " draw " << draw;
    }
  }
}

}  // namespace labour_capacity_determination_test
