// SPDX-License-Identifier: Apache-2.0
//
// The interface alone: what a summary says before anything is known, and that a model outside the library serves.
#include <dubao/models/model.hpp>

#include <algorithm>
#include <type_traits>

namespace models_model_test {

using dubao::Index;
using dubao::data::DrawMatrix;
using dubao::data::Draws;
using dubao::data::is_missing;
using dubao::data::Series;
using dubao::models::FitSummary;
using dubao::models::Fitted;
using dubao::models::Model;
using dubao::models::ModelPointer;

// The largest value so far, for ever: as small as a model can be. `alive` counts what is not destroyed.
class FittedRecord final : public Fitted {
 public:
  FittedRecord(Series series, double record, int& alive)
      : series_(std::move(series)), record_(record), alive_(alive) {
    summary_.name = "Record";
    ++alive_;
  }
  ~FittedRecord() override { --alive_; }
  const FitSummary& summary() const noexcept override { return summary_; }
  std::vector<double> mean(Index horizon) const override {
    return std::vector<double>(static_cast<std::size_t>(horizon), record_);
  }
  Draws draws(Index horizon, Index n, std::uint64_t /*seed*/) const override {
    return Draws(series_.end(), DrawMatrix::Constant(n, horizon, record_), series_.id());
  }

 private:
  Series series_;
  double record_;
  int& alive_;
  FitSummary summary_;
};

class Record final : public Model {
 public:
  explicit Record(int& alive) : alive_(alive) {}
  std::string alias() const override { return "Record"; }
  std::unique_ptr<Fitted> fit(const Series& series) const override {
    double record = series.values().front();
    for (const double value : series.values()) record = std::max(record, value);
    return std::make_unique<FittedRecord>(series, record, alive_);
  }

 private:
  int& alive_;
};

// A copy would cut the derived part off.
static_assert(!std::is_copy_constructible_v<Model> && !std::is_copy_assignable_v<Model>);
static_assert(!std::is_copy_constructible_v<Fitted> && !std::is_copy_assignable_v<Fitted>);
static_assert(std::is_abstract_v<Model> && std::is_abstract_v<Fitted>);

TEST(Model, ASummaryKnowsNothingUntilItIsFilled) {
  const FitSummary summary;
  for (const double number : {summary.loglik, summary.aic, summary.aicc, summary.bic, summary.sigma2}) {
    EXPECT_TRUE(is_missing(number));
  }
  EXPECT_TRUE(summary.name.empty());
  EXPECT_TRUE(summary.params.empty());
  EXPECT_TRUE(summary.fitted_values.empty());
  EXPECT_TRUE(summary.notes.empty());
}

TEST(Model, AModelOfOnesOwnServesThroughTheInterface) {
  int alive = 0;
  const ModelPointer model = std::make_shared<Record>(alive);
  EXPECT_EQ(model->alias(), "Record");
  const std::unique_ptr<Fitted> fitted = model->fit(Series::annual(2020, {3, 7, 5}, "visitors"));
  EXPECT_EQ(fitted->summary().name, "Record");
  EXPECT_EQ(fitted->mean(2), (std::vector<double>{7, 7}));
  const Draws draws = fitted->draws(2, 4, 1);
  EXPECT_EQ(draws.size(), 4);
  EXPECT_EQ(draws.horizon(), 2);
  EXPECT_EQ(draws.start().to_string(), "2023");
  EXPECT_EQ(draws.id(), "visitors");
}

TEST(Model, WhatAModelCannotDoIsRefusedByName) {
  int alive = 0;
  const Record model(alive);
  const Series series = Series::annual(2020, {1, 2}, "visitors");
  const auto id_of = [](auto&& call) -> std::string {
    try {
      call();
    } catch (const dubao::InputError& error) {
      return error.id();
    }
    return "accepted";
  };
  const dubao::data::Regressors driver({"x"}, Eigen::MatrixXd::Ones(2, 1));
  EXPECT_EQ(id_of([&] { (void)model.fit_with_regressors(series, driver); }), "E-MOD-005");
  EXPECT_EQ(id_of([&] { (void)model.fit_with_parameters(series, {}, {}); }), "E-MOD-006");
  EXPECT_EQ(id_of([&] { (void)model.fit(series)->with_future(driver.rows()); }), "E-MOD-005");
  EXPECT_EQ(model.fit_with_regressors(series, {})->mean(1)[0], 2.0) << "no regressors are none";
}

TEST(Model, AFitOutlivesItsModelAndIsDestroyedThroughTheInterface) {
  int alive = 0;
  std::unique_ptr<Fitted> fitted = Record(alive).fit(Series::annual(2020, {1}));
  EXPECT_EQ(alive, 1);
  EXPECT_EQ(fitted->mean(1)[0], 1.0);
  fitted.reset();
  EXPECT_EQ(alive, 0);
}

}  // namespace models_model_test
