// SPDX-License-Identifier: Apache-2.0
#include <dubao/data/random.hpp>
#include <dubao/forecast/calibration_key.hpp>
#include <dubao/forecast/cleaned.hpp>
#include <dubao/models/average.hpp>
#include <dubao/models/drift.hpp>
#include <dubao/models/ets.hpp>
#include <dubao/models/naive.hpp>

#include <functional>

namespace forecast_cleaned_test {

using dubao::Index;
using dubao::InputError;
using dubao::data::is_missing;
using dubao::data::RandomStream;
using dubao::data::Series;
using dubao::forecast::Cleaned;
using dubao::forecast::cleaned_series;
using dubao::models::HistoricAverage;
using dubao::models::Intervention;
using dubao::models::InterventionKind;
using dubao::models::Model;
using dubao::models::ModelPointer;
using dubao::models::Naive;
using dubao::models::RandomWalkWithDrift;

const std::vector<double>& with_outlier() {
  static const std::vector<double> values{10, 10.4, 9.8, 10.1, 5.9, 10.2, 9.9, 10.3, 10, 9.7, 10.1, 10.2};
  return values;
}
const std::vector<double>& with_shift() {
  static const std::vector<double> values{10,   10.4, 9.8,  10.1, 9.9,  10.2, 9.9,
                                          15.3, 15,   14.7, 15.1, 15.2, 15.4, 14.8};
  return values;
}
ModelPointer naive() { return std::make_shared<Naive>(); }

ModelPointer simple_smoothing() {
  return std::make_shared<dubao::models::Ets>(dubao::models::Ets::Options{});
}
Intervention intervention(InterventionKind kind, Index at, double size) {
  Intervention out;
  out.kind = kind;
  out.at = at;
  out.size = size;
  return out;
}

bool has_note(const dubao::models::Fitted& fitted, const std::string& text) {
  for (const auto& note : fitted.summary().notes) {
    if (note.find(text) != std::string::npos) return true;
  }
  return false;
}

TEST(CleanedSeries, TreatsEachKindInItsOwnWayAndKeepsTheRest) {
  const Series series = Series::annual(2000, {10, 20, 30, 40, 50}, "a")
                            .with_unit("persons")
                            .with_standard_errors({1, 2, 3, 4, 5})
                            .with_break(2001);
  const Series out = cleaned_series(series, {intervention(InterventionKind::kAdditiveOutlier, 1, 5.0),
                                             intervention(InterventionKind::kTemporaryChange, 2, 10.0),
                                             intervention(InterventionKind::kLevelShift, 4, 7.0)});
  EXPECT_EQ(out[0], 10.0);
  EXPECT_TRUE(is_missing(out[1]));
  EXPECT_DOUBLE_EQ(out[2], 20.0);
  EXPECT_DOUBLE_EQ(out[3], 33.0);
  EXPECT_DOUBLE_EQ(out[4], 50.0 - 4.9);
  ASSERT_EQ(out.breaks().size(), 2U);
  EXPECT_EQ(out.breaks()[0].to_string(), "2001");
  EXPECT_EQ(out.breaks()[1].to_string(), "2004");
  EXPECT_EQ(out.standard_errors(), series.standard_errors());
  EXPECT_EQ(out.unit(), "persons");
  EXPECT_EQ(out.id(), "a");
}

TEST(CleanedSeries, OfPositiveValuesStaysPositive) {
  const Series out = cleaned_series(Series::annual(2000, {10, 20, 3, 4}),
                                    {intervention(InterventionKind::kTemporaryChange, 1, 15.0)});
  EXPECT_EQ(out[1], 5.0);
  EXPECT_TRUE(is_missing(out[2]));
}

TEST(Cleaned, ExampleOfTheHeaderHoldsAndTheNotesComeFirst) {
  const auto fitted = Cleaned(naive()).fit(Series::annual(2000, with_outlier()));
  EXPECT_EQ(fitted->summary().notes.front().substr(0, 31), "found: additive outlier in 2004");
  EXPECT_TRUE(has_note(*fitted, "1 missing value(s) skipped"));
  EXPECT_EQ(fitted->mean(1)[0], 10.2);
  EXPECT_EQ(Cleaned(naive()).alias(), naive()->alias());
}

TEST(Cleaned, OfACleanSeriesIsTheInnerModelBitForBit) {
  const Series series = Series::annual(2000, {10, 10.4, 9.8, 10.1, 10, 10.2, 9.9, 10.3, 10, 9.7, 10.1, 10.2});
  const auto plain = RandomWalkWithDrift().fit(series);
  const auto cleaned = Cleaned(std::make_shared<RandomWalkWithDrift>()).fit(series);
  EXPECT_EQ(plain->mean(4), cleaned->mean(4));
  EXPECT_EQ(plain->draws(4, 50, 3).paths(), cleaned->draws(4, 50, 3).paths());
  EXPECT_EQ(plain->summary().params, cleaned->summary().params);
  EXPECT_TRUE(has_note(*cleaned, "none found"));
}

TEST(Cleaned, AFoundShiftIsADeclaredBreakForTheInnerModel) {
  const Series series = Series::annual(2000, with_shift());
  const auto found = Cleaned(std::make_shared<HistoricAverage>()).fit(series);
  const auto declared = HistoricAverage().fit(series.with_break(2007));
  EXPECT_EQ(found->mean(3), declared->mean(3));
}

TEST(Cleaned, AnOutlierAtTheLastValueIsReportedAndLeftAlone) {
  std::vector<double> values = with_outlier();
  values[4] = 10.0;
  values.back() = 20.0;
  const auto fitted = Cleaned(naive()).fit(Series::annual(2000, values));
  EXPECT_TRUE(has_note(*fitted, "undecided"));
  EXPECT_EQ(fitted->mean(1)[0], 20.0);
}

TEST(Cleaned, CarriesWhatIsLeftOfATemporaryChangeIntoTheForecast) {
  RandomStream stream(4, 4, 5);
  std::vector<double> values;
  for (int t = 0; t < 40; ++t) values.push_back(100.0 + stream.normal());
  for (int t = 37; t < 40; ++t) values[static_cast<std::size_t>(t)] += 40.0 * std::pow(0.7, t - 37);
  const Series series = Series::annual(1980, values);
  const auto found = dubao::models::find_interventions(series).found;
  ASSERT_EQ(found.size(), 1U);
  ASSERT_EQ(found[0].kind, InterventionKind::kTemporaryChange);
  const auto fitted = Cleaned(std::make_shared<HistoricAverage>()).fit(series);
  EXPECT_NEAR(fitted->mean(3)[0], 100.0 + 40.0 * std::pow(0.7, 3), 2.0);
  EXPECT_NEAR(fitted->mean(3)[2], 100.0 + 40.0 * std::pow(0.7, 5), 2.0);
  EXPECT_NEAR(fitted->draws(1, 2000, 1).median(0), fitted->mean(1)[0], 0.5);
}

TEST(Cleaned, WithTheParametersOfAnEarlierFitTreatsTheSameAndSearchesNothing) {
  const Cleaned model(simple_smoothing());
  const Series series = Series::annual(2000, with_shift());
  const auto first = model.fit(series);
  const auto restored = model.fit_with_parameters(series, {}, first->summary().params);
  EXPECT_EQ(first->mean(3), restored->mean(3));
  EXPECT_EQ(first->summary().params.back().first, "level shift at 7");
  EXPECT_THROW((void)model.fit_with_parameters(series, {}, {{"nonsense", 1.0}}), InputError);
}

TEST(Cleaned, IsCalibratedByTheTableOfItsInnerModel) {
  EXPECT_EQ(dubao::forecast::calibration_key(Cleaned(naive()), dubao::time::Frequency::kAnnual), "Naive");
}

TEST(Cleaned, ServesEveryLengthFromOneAndPassesRefusalsOn) {
  std::vector<double> values;
  for (int n = 1; n <= 12; ++n) {
    values.push_back(n == 6 ? 90.0 : 10.0 + n % 3);
    const auto fitted = Cleaned(naive()).fit(Series::annual(2000, values));
    for (const double value : fitted->mean(4)) EXPECT_TRUE(std::isfinite(value));
    EXPECT_TRUE(fitted->draws(4, 20, 1).paths().allFinite());
  }
  EXPECT_THROW((void)Cleaned(naive()).fit(Series::annual(2000, {dubao::data::kMissing})), InputError);
}

// --- The forecast's uncertainty on contaminated series ----------------------------------------------------------------

constexpr int kSimulated = 500;
constexpr Index kLength = 30;
constexpr Index kHorizon = 3;
// Cover of a nominal 95 % over 3 · 500 dependent values: three standard errors are about 2.5 points; the models themselves
// may miss by two.
constexpr double kLowestCover = 0.905;
constexpr double kHighestCover = 0.985;

struct Result {
  double cover = 0.0;
  double width = 0.0;
};
Result measure(const Model& model, double irregular, double walk, InterventionKind kind, Index at,
               double size) {
  Result out;
  for (int r = 0; r < kSimulated; ++r) {
    RandomStream stream(11, 11, static_cast<std::uint64_t>(r));
    std::vector<double> values;
    double level = 100.0;
    for (Index t = 0; t < kLength + kHorizon; ++t) {
      values.push_back(level + irregular * stream.normal() +
                       size * dubao::models::intervention_shape(kind, t - at));
      level += walk * stream.normal();
    }
    const Series past = Series::annual(2000, {values.begin(), values.begin() + kLength});
    const auto draws = model.fit(past)->draws(kHorizon, 400, 1);
    for (Index h = 0; h < kHorizon; ++h) {
      const auto interval = draws.interval(h, 0.95);
      const double actual = values[static_cast<std::size_t>(kLength + h)];
      out.cover += interval.lower <= actual && actual <= interval.upper ? 1.0 : 0.0;
      out.width += interval.upper - interval.lower;
    }
  }
  out.cover /= kSimulated * kHorizon;
  out.width /= kSimulated * kHorizon;
  return out;
}

// The inner model when somebody had declared the break.
class Informed final : public Model {
 public:
  Informed(ModelPointer inner, int year) : inner_(std::move(inner)), year_(year) {}
  [[nodiscard]] std::string alias() const override { return "Informed"; }
  [[nodiscard]] std::unique_ptr<dubao::models::Fitted> fit(const Series& series) const override {
    return inner_->fit(series.with_break(year_));
  }

 private:
  ModelPointer inner_;
  int year_;
};

TEST(Cleaned, CoversAfterAShiftAlmostAsIfTheBreakHadBeenDeclared) {
  constexpr Index kAt = 24;
  const auto inner = std::make_shared<HistoricAverage>();
  const auto shift = [&](const Model& model) {
    return measure(model, 1.0, 0.0, InterventionKind::kLevelShift, kAt, 8.0);
  };
  const Result without = shift(*inner);
  const Result with = shift(Cleaned(inner));
  const Result informed = shift(Informed(inner, 2000 + static_cast<int>(kAt)));
  EXPECT_LT(without.cover, 0.8);  // otherwise there is nothing to mend
  EXPECT_GE(with.cover, informed.cover - 0.02);
  EXPECT_GE(with.cover, kLowestCover);
  EXPECT_LE(with.cover, kHighestCover);
}

TEST(Cleaned, NarrowsIntervalsThatAnOutlierHadWidenedWithoutLosingCover) {
  const auto inner = std::make_shared<Naive>();
  const Result without = measure(*inner, 0.0, 1.0, InterventionKind::kAdditiveOutlier, 15, 10.0);
  const Result with = measure(Cleaned(inner), 0.0, 1.0, InterventionKind::kAdditiveOutlier, 15, 10.0);
  EXPECT_GE(with.cover, kLowestCover);
  EXPECT_LE(with.cover, kHighestCover);
  EXPECT_LT(with.width, 0.75 * without.width);
}

TEST(Cleaned, CoversAtLeastAsWellAsTheInnerModelWhenTheOutlierIsNearTheEnd) {
  const auto inner = simple_smoothing();
  const Result without = measure(*inner, 1.0, 0.3, InterventionKind::kAdditiveOutlier, 27, 8.0);
  const Result with = measure(Cleaned(inner), 1.0, 0.3, InterventionKind::kAdditiveOutlier, 27, 8.0);
  EXPECT_GE(with.cover, kLowestCover);
  EXPECT_LE(with.cover, kHighestCover);
  EXPECT_LT(with.width, without.width);
}

TEST(Cleaned, DoesNotSpoilTheCoverOfCleanSeries) {
  const auto inner = simple_smoothing();
  const Result without = measure(*inner, 1.0, 0.3, InterventionKind::kAdditiveOutlier, 0, 0.0);
  const Result with = measure(Cleaned(inner), 1.0, 0.3, InterventionKind::kAdditiveOutlier, 0, 0.0);
  EXPECT_NEAR(with.cover, without.cover, 0.01);
  EXPECT_NEAR(with.width, without.width, 0.03 * without.width);
}

}  // namespace forecast_cleaned_test
