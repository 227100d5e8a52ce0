// SPDX-License-Identifier: Apache-2.0
#include <dubao/forecast/calibration.hpp>

namespace forecast_calibration_test {

using namespace dubao;
using namespace dubao::forecast;
using data::Panel;
using data::RandomStream;
using data::Series;

// Random walks with drift on logs.
Panel walks(Index count, Index n, double noise) {
  Panel panel;
  for (Index i = 0; i < count; ++i) {
    RandomStream stream(21, static_cast<std::uint64_t>(i), 0);
    std::vector<double> values;
    double level = std::log(50.0);
    for (Index t = 0; t < n; ++t) values.push_back(std::exp(level += 0.02 + noise * stream.normal()));
    panel.add(Series::annual(2000, values, "c" + std::to_string(i)));
  }
  return panel;
}

const Series kSeries = Series::annual(2000, {10, 12, 11, 13, 15, 14, 17});
const std::vector<double> kCentre{18, 19, 20, 21};

TEST(Calibration, NoneLeavesTheDrawsAsTheyAre) {
  const Calibrator none = calibrate_model(models::Naive(), Panel{}, CalibrationMode::kNone, 1);
  EXPECT_TRUE(none.margins(kSeries, kCentre).empty());
}

TEST(Calibration, MarginsStandAroundTheCentreAndWiden) {
  const Calibrator table = calibrate_model(models::Naive(), Panel{}, CalibrationMode::kTable, 1);
  const auto margins = table.margins(kSeries, kCentre);
  ASSERT_EQ(margins.size(), 4U);
  for (std::size_t h = 0; h < 4; ++h) EXPECT_NEAR(margins[h].quantile(0.5), kCentre[h], 1e-9);
  for (std::size_t h = 1; h < 4; ++h) {
    EXPECT_GT(margins[h].quantile(0.975) / kCentre[h], margins[h - 1].quantile(0.975) / kCentre[h - 1]);
    EXPECT_LT(margins[h].quantile(0.025) / kCentre[h], margins[h - 1].quantile(0.025) / kCentre[h - 1]);
  }
}

TEST(Calibration, ATooShortSeriesKeepsItsOwnDraws) {
  const Calibrator table = calibrate_model(models::Naive(), Panel{}, CalibrationMode::kTable, 1);
  EXPECT_TRUE(table.margins(Series::annual(2000, {5, 6}), {6.0}).empty());
}

TEST(Calibration, SeriesOfBothSignsGetAnAdditiveMargin) {
  const Calibrator table = calibrate_model(models::Naive(), Panel{}, CalibrationMode::kTable, 1);
  const auto margins = table.margins(Series::annual(2000, {-3, 2, -1, 4, 0}), {0.0});
  EXPECT_EQ(margins[0].link, evaluation::Link::kAdditive);
  EXPECT_LT(margins[0].quantile(0.05), 0.0);
  EXPECT_GT(margins[0].quantile(0.95), 0.0);
}

TEST(Calibration, TheFactorOfAPanelIsShrunkenByTheWorthOfTheTable) {
  const Panel panel = walks(40, 20, 0.08);
  const models::Naive naive;
  const ScoreTable& positive = *find_score_table("Naive", true);
  const PanelVerdict verdict =
      panel_verdict(panel_scores(naive, panel, positive, *find_score_table("Naive", false), 1), positive);
  constexpr double kRelative = 1e-9;
  EXPECT_NE(verdict.log_ratio, 0.0);
  for (const CalibrationMode mode : {CalibrationMode::kPanel, CalibrationMode::kAutomatic}) {
    const Calibrator blended = calibrate_model(naive, panel, mode, 2);
    EXPECT_NEAR(std::log(blended.factor()), verdict.log_ratio * 40.0 / (40.0 + kTableWorth), kRelative);
    EXPECT_NE(blended.note().find("40 series of the panel"), std::string::npos);
    EXPECT_FALSE(blended.growth().is_active());  // a model chosen by name stays what its name says
  }
}

TEST(Calibration, ASmallPanelUsesTheTableAlone) {
  const Calibrator few = calibrate_model(models::Naive(), walks(5, 20, 0.08), CalibrationMode::kAutomatic, 1);
  EXPECT_DOUBLE_EQ(few.factor(), 1.0);
}

TEST(Calibration, AModelWithoutATableLearnsFromThePanelOrKeepsItsDraws) {
  const std::vector<models::ModelPointer> members{std::make_shared<models::Naive>()};
  const Ensemble own(members);
  EXPECT_TRUE(calibrate_model(own, walks(5, 20, 0.08), CalibrationMode::kAutomatic, 1)
                  .margins(kSeries, kCentre)
                  .empty());
  const Calibrator learnt = calibrate_model(own, walks(40, 20, 0.08), CalibrationMode::kAutomatic, 2);
  const auto margins = learnt.margins(kSeries, kCentre);
  ASSERT_EQ(margins.size(), 4U);
  EXPECT_NEAR(margins[0].quantile(0.5), kCentre[0], 0.01 * kCentre[0]);
}

TEST(Calibration, DailySeriesKeepTheirDrawsUnlessThePanelIsAskedFor) {
  Panel daily;
  for (const Series& series : walks(30, 24, 0.05)) {
    daily.add(Series(time::Period::daily(2024, 1, 1), series.values(), series.id()));
  }
  const auto mode = [&](CalibrationMode m) { return calibrate_model(models::Naive(), daily, m, 1).note(); };
  const std::string none =
      "no score table of daily series: draws as the model made them (calibration panel learns from the "
      "panel)";
  EXPECT_EQ(mode(CalibrationMode::kAutomatic), none);
  EXPECT_EQ(mode(CalibrationMode::kTable), none);
  EXPECT_EQ(mode(CalibrationMode::kPanel), "scores of 30 series of the panel");
}

TEST(Calibration, HalfYearsAndWeeksSayThatTheyHaveNoTable) {
  const std::pair<time::Period, std::string> kinds[] = {{time::Period::half_yearly(2010, 1), "half-yearly"},
                                                        {time::Period::weekly(2020, 1), "weekly"}};
  for (const auto& [start, word] : kinds) {
    Panel panel;
    for (const Series& series : walks(30, 24, 0.05)) panel.add(Series(start, series.values(), series.id()));
    const Calibrator automatic = calibrate_model(models::Naive(), panel, CalibrationMode::kAutomatic, 1);
    EXPECT_NE(automatic.note().find("no score table of " + word + " series"), std::string::npos);
    EXPECT_TRUE(automatic.margins(panel[0], kCentre).empty());
    const Calibrator learnt = calibrate_model(models::Naive(), panel, CalibrationMode::kPanel, 1);
    EXPECT_EQ(learnt.margins(panel[0], kCentre).size(), kCentre.size());
  }
}

TEST(Calibration, QuartersAreCalibratedByTheirOwnTable) {
  Panel quarterly;
  for (const Series& series : walks(30, 24, 0.05)) {
    quarterly.add(Series(time::Period::quarterly(2015, 1), series.values(), series.id()));
  }
  const Calibrator table = calibrate_model(models::Naive(), quarterly, CalibrationMode::kAutomatic, 1);
  EXPECT_NE(table.note().find("m4-quarterly"), std::string::npos);
  EXPECT_EQ(table.margins(quarterly[0], kCentre).size(), kCentre.size());
}

TEST(Calibration, APanelWithoutAPastIsRefusedWhereItIsAskedFor) {
  EXPECT_THROW((void)calibrate_model(models::Naive(), Panel({Series::annual(2000, {1, 2}, "a")}),
                                     CalibrationMode::kPanel, 1),
               InputError);
}

}  // namespace forecast_calibration_test
