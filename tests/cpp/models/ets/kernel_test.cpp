// SPDX-License-Identifier: Apache-2.0
//
// The hand-written tangents against automatic differentiation of the recursion itself, and that they allocate nothing.
#include <dubao/models/ets/kernel.hpp>
#include <dubao/models/ets/problems.hpp>
#include <dubao/optim/jet.hpp>

#include <support/allocations.hpp>

namespace models_ets_kernel_test {

using dubao::Index;
using dubao::data::kMissing;
using dubao::data::Series;
using dubao::models::EtsForm;
using dubao::models::EtsRegion;
using dubao::models::parse_form;
using dubao::models::detail::Prepared;
using dubao::optim::Dual;
using dubao::test::allocations;
namespace detail = dubao::models::detail;
namespace ets = dubao::models::ets;

// Jets and tangents are both exact; they differ by rounding.
constexpr double kRounding = 1e-12;

std::vector<EtsForm> all_forms() {
  std::vector<EtsForm> out;
  for (const char* error : {"A", "M"}) {
    for (const char* trend : {"N", "A", "Ad", "M", "Md"}) {
      for (const char* season : {"N", "A", "M"}) out.push_back(parse_form(error, trend, false, season));
    }
  }
  return out;
}

Prepared quarterly() {
  return detail::prepare(Series::quarterly(2018, 1,
                                           {1.21, 0.93, 0.78, 1.15, 1.30, 1.02, 0.85, 1.22, kMissing, 1.11,
                                            0.91, 1.35, 1.45, 1.17, 1.0, 1.4})
                             .with_break(dubao::time::Period::quarterly(2020, 1)));
}

ets::Setting setting_of(const EtsForm& form, const Prepared& data) {
  ets::Setting setting;
  setting.form = form;
  setting.data = &data;
  setting.season_length = form.has_season() ? 4 : 1;
  for (Index row = 0; row < data.count(); ++row) setting.weights.push_back(row % 2 == 0 ? 1.25 : 0.8);
  return setting;
}

std::vector<double> plausible(const ets::Setting& setting) {
  std::vector<double> initial{1.0};
  if (setting.form.has_trend()) initial.push_back(setting.form.has_growth_factor() ? 1.02 : 0.01);
  if (setting.form.has_season()) {
    const double middle = setting.form.season == dubao::models::EtsSeason::kMultiplicative ? 1.0 : 0.0;
    for (const double s : {0.1, -0.05, -0.2}) initial.push_back(middle + s);
  }
  initial.push_back(0.03);  // level shift
  return initial;
}

TEST(EtsKernel, TangentsAgreeWithAutomaticDifferentiationForEveryFormAndDirection) {
  const Prepared data = quarterly();
  const double u[] = {0.4, 0.3, 0.2, 0.9};
  for (const EtsForm& form : all_forms()) {
    const ets::Setting setting = setting_of(form, data);
    const std::vector<double> initial = plausible(setting);
    ets::Kernel kernel(form, setting.region, data, setting.weights, setting.season_length);
    ets::State<double> state;
    std::vector<double> shift;
    ets::unpack(setting, initial.data(), state, shift);
    ASSERT_TRUE(kernel.run(ets::natural(form, setting.region, u), shift.data(), state)) << form.name();

    std::vector<ets::Direction> directions{{0, -1}, {1, -1}, {2, -1}, {3, -1}};
    for (std::size_t i = 0; i < initial.size(); ++i) directions.push_back({-1, static_cast<Index>(i)});
    for (const ets::Direction& direction : directions) {
      Dual coordinates[4];
      for (int c = 0; c < 4; ++c) {
        coordinates[c] = c == direction.coordinate ? dubao::optim::variable(u[c], 0) : Dual(u[c]);
      }
      std::vector<Dual> unknowns;
      for (std::size_t i = 0; i < initial.size(); ++i) {
        const bool seeded = static_cast<Index>(i) == direction.unknown;
        unknowns.push_back(seeded ? dubao::optim::variable(initial[i], 0) : Dual(initial[i]));
      }
      ets::State<Dual> dual_state;
      std::vector<Dual> dual_shift;
      ets::unpack(setting, unknowns.data(), dual_state, dual_shift);
      std::vector<Dual> errors(detail::at(data.count()));
      Dual log_scale;
      ASSERT_TRUE(ets::filter<Dual>(form, data, setting.weights, setting.season_length,
                                    ets::natural(form, setting.region, coordinates), dual_shift.data(),
                                    dual_state, errors.data(), log_scale));
      std::vector<double> column(errors.size());
      const ets::Lanes by_scale = kernel.differentiate(u, &direction, 1, column.data(), data.count());
      EXPECT_NEAR(by_scale[0], dubao::optim::partial(log_scale, 0), kRounding) << form.name();
      for (std::size_t row = 0; row < errors.size(); ++row) {
        EXPECT_NEAR(kernel.errors()[row], errors[row].a, kRounding);
        EXPECT_NEAR(column[row], dubao::optim::partial(errors[row], 0), kRounding)
            << form.name() << " coordinate " << direction.coordinate << " unknown " << direction.unknown
            << " row " << row;
      }
    }
  }
}

TEST(EtsKernel, BothProblemsAllocateNothingAfterTheFirstEvaluation) {
  const Prepared data = quarterly();
  for (const EtsForm& form : all_forms()) {
    const ets::Setting setting = setting_of(form, data);
    std::vector<double> residuals(detail::at(data.count()));
    std::vector<double> jacobian(residuals.size() * 16);
    ets::JointProblem joint(setting);
    std::vector<double> x;
    const double u[] = {0.4, 0.3, 0.2, 0.9};
    for (const int c : joint.active()) x.push_back(u[c]);
    for (const double value : plausible(setting)) x.push_back(value);
    ASSERT_TRUE(joint(x.data(), residuals.data(), jacobian.data()));
    ets::ProjectedProblem projected(setting);
    double moved[] = {0.45, 0.3, 0.2, 0.9};
    if (form.is_linear()) {
      ASSERT_TRUE(projected(u, residuals.data(), jacobian.data()));
    }
    const long before = allocations;
    x[0] = 0.45;
    bool good = joint(x.data(), residuals.data(), jacobian.data());
    if (form.is_linear()) good = good && projected(moved, residuals.data(), jacobian.data());
    EXPECT_EQ(allocations - before, 0) << form.name();
    EXPECT_TRUE(good) << form.name();
  }
}

}  // namespace models_ets_kernel_test
