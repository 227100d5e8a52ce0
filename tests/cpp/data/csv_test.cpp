// SPDX-License-Identifier: Apache-2.0
#include <dubao/data/csv.hpp>

namespace data_csv_test {

using dubao::InputError;
using dubao::data::parse_csv;
using dubao::data::series_from_table;

constexpr const char* kHeader = "series_id,period,value,unit,standard_error,break_before\n";

TEST(Csv, ReadsQuotesCommasAndLineBreaksInsideCells) {
  EXPECT_EQ(parse_csv("a,b\n1,\"x,y\"\n").rows[0][1], "x,y");
  const auto table = parse_csv(
      "\xEF\xBB\xBF"
      "a,b\r\n\"he said \"\"no\"\"\",\"two\nlines\"\r\n,\n");
  ASSERT_EQ(table.rows.size(), 2U);
  EXPECT_EQ(table.header[0], "a");
  EXPECT_EQ(table.rows[0][0], "he said \"no\"");
  EXPECT_EQ(table.rows[0][1], "two\nlines");
  EXPECT_EQ(table.rows[1][1], "");
}

TEST(Csv, NamesTheRowThatIsNotCsvAndEveryRowOfAnotherLength) {
  try {
    (void)parse_csv("a,b\n1,2\n3,x\"y\n");
    FAIL();
  } catch (const InputError& error) {
    EXPECT_EQ(error.id(), "E-CSV-002");
    EXPECT_EQ(error.problems()[0].row, 3);
  }
  try {
    (void)parse_csv("a,b\n1\n1,2\n1,2,3\n");
    FAIL();
  } catch (const InputError& error) {
    ASSERT_EQ(error.problems().size(), 2U);
    EXPECT_EQ(error.problems()[0].row, 2);
    EXPECT_EQ(error.problems()[1].row, 4);
  }
}

TEST(Csv, BuildsASeriesWithHolesStandardErrorsAndBreaks) {
  const auto series = series_from_table(
      parse_csv(std::string(kHeader) + "x,2012,3,persons,0.5,1\nx,2009,1,persons,,\ny,2009,9,persons,,\n"
                                       "x,2010,2,persons,,\n"),
      "x");
  EXPECT_EQ(series.size(), 4);
  EXPECT_EQ(series.start().to_string(), "2009");
  EXPECT_TRUE(dubao::data::is_missing(series[2]));
  EXPECT_EQ(series[3], 3.0);
  EXPECT_EQ(series.breaks().size(), 1U);
  EXPECT_EQ(series.standard_errors()[3], 0.5);
  EXPECT_EQ(series.unit(), "persons");
}

TEST(Csv, ReadsHalfYearsAndWeeksOverTheEndOfAYear) {
  const auto halves = series_from_table(
      parse_csv(std::string(kHeader) + "x,2024-H1,3,persons,,\nx,2022-H2,1,persons,,\n"), "x");
  EXPECT_EQ(halves.size(), 4);
  EXPECT_EQ(halves.end().to_string(), "2024-H2");
  const auto weeks = series_from_table(
      parse_csv(std::string(kHeader) + "x,2020-W52,1,persons,,\nx,2021-W01,3,persons,,1\n"), "x");
  EXPECT_EQ(weeks.size(), 3);  // 2020 has a week 53
  EXPECT_TRUE(dubao::data::is_missing(weeks[1]));
  EXPECT_EQ(weeks.breaks()[0].to_string(), "2021-W01");
  EXPECT_THROW((void)series_from_table(
                   parse_csv(std::string(kHeader) + "x,2024-H1,3,persons,,\nx,2024-Q4,1,persons,,\n"), "x"),
               InputError);
}

TEST(Csv, ListsAllBadCellsWithFileRowAndColumn) {
  try {
    (void)series_from_table(
        parse_csv(std::string(kHeader) + "x,2009,many,persons,,\nx,Q3,1,persons,,\nx,2010,1,persons,,\n"
                                         "x,2010,1,persons,,\n",
                  "t.csv"),
        "x");
    FAIL();
  } catch (const InputError& error) {
    ASSERT_EQ(error.problems().size(), 3U);
    EXPECT_NE(std::string(error.what()).find("t.csv: row 2: column value"), std::string::npos);
    EXPECT_EQ(error.problems()[1].id, "E-CSV-006");
    EXPECT_EQ(error.problems()[2].id, "E-CSV-007");
  }
  EXPECT_THROW((void)series_from_table(parse_csv(kHeader), "x"), InputError);
  EXPECT_THROW((void)dubao::data::read_csv("/does/not/exist.csv"), InputError);
}

TEST(Csv, ReadsARealTableOfTheProject) {
  const auto series = dubao::data::read_series(
      std::string(DUBAO_SOURCE_DIR) + "/datasets/vietnam-labour/employment_by_occupation.csv",
      "vn.emp.isco08.25.T");
  EXPECT_EQ(series.start(), dubao::time::Period::annual(2009));
  EXPECT_GE(series.observed(), 16);
  ASSERT_EQ(series.breaks().size(), 1U);
  EXPECT_EQ(series.breaks()[0], dubao::time::Period::annual(2021));
}

}  // namespace data_csv_test
