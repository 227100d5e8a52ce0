// SPDX-License-Identifier: Apache-2.0
//
// Period: one year, half-year, quarter, month, week or day, with exact integer arithmetic.
//
// When      Everywhere a value has a date. A Period is a frequency and an integer ordinal, so that differences and shifts
//           are exact and two series align by integers, never by comparing strings or floating-point years.
// When not  For instants (time of day).
// Formula   ordinal = year (annual), 2·year + half − 1, 4·year + quarter − 1, 12·year + month − 1, the ISO week counted
//           from Julian day 0 (iso_week.hpp), or the Gregorian day number.
// Season    half-years 2, quarters 4, months 12. Weeks 52, as a count: a year has 52.18 of them, so that a season of 52
//           weeks moves by one week against the calendar in five or six years (an assumption; models take any other length).
// Example   Period::parse("2024-Q3") + 2 == Period::parse("2025-Q1");   Period::parse("2024") -
// Period::parse("2009") == 15;   Period::parse("2020-W53") + 1 == Period::parse("2021-W01")
//
// Boost.Date_Time is used here and nowhere else.
#pragma once

#include <dubao/error.hpp>
#include <dubao/time/iso_week.hpp>

#include <boost/date_time/gregorian/gregorian_types.hpp>

#include <algorithm>
#include <charconv>
#include <compare>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace dubao::time {

/// How often a series is observed.
enum class Frequency : std::uint8_t { kAnnual, kHalfYearly, kQuarterly, kMonthly, kWeekly, kDaily };

/// Periods in a year: the natural season length; 1 for annual. Daily series have no single season: 1. Weeks: see above.
[[nodiscard]] constexpr int periods_per_year(Frequency frequency) noexcept {
  switch (frequency) {
    case Frequency::kHalfYearly:
      return 2;
    case Frequency::kQuarterly:
      return 4;
    case Frequency::kMonthly:
      return 12;
    case Frequency::kWeekly:
      return 52;
    case Frequency::kAnnual:
    case Frequency::kDaily:
      break;
  }
  return 1;
}

/// The frequency in a word, for notes: annual, half-yearly, quarterly, monthly, weekly, daily.
[[nodiscard]] constexpr std::string_view to_word(Frequency frequency) noexcept {
  switch (frequency) {
    case Frequency::kHalfYearly:
      return "half-yearly";
    case Frequency::kQuarterly:
      return "quarterly";
    case Frequency::kMonthly:
      return "monthly";
    case Frequency::kWeekly:
      return "weekly";
    case Frequency::kDaily:
      return "daily";
    case Frequency::kAnnual:
      break;
  }
  return "annual";
}

/// The ecosystem's alias of a frequency: "YE", "HYE", "QE", "ME", "W", "D" (pandas offset names).
[[nodiscard]] inline std::string to_alias(Frequency frequency) {
  switch (frequency) {
    case Frequency::kHalfYearly:
      return "HYE";
    case Frequency::kQuarterly:
      return "QE";
    case Frequency::kMonthly:
      return "ME";
    case Frequency::kWeekly:
      return "W";
    case Frequency::kDaily:
      return "D";
    case Frequency::kAnnual:
      break;
  }
  return "YE";
}

/// Reads a frequency alias: YE/YS/Y/A, HYE/HYS/2QE/2QS/6ME/6MS, QE/QS/Q, ME/MS/M, W, D; what follows a dash (the month or
/// day a period ends on, as in QE-DEC or W-SUN) changes nothing. Throws InputError E-TIM-002 otherwise.
[[nodiscard]] inline Frequency frequency_from_alias(std::string_view alias) {
  const std::string_view head = alias.substr(0, alias.find('-'));
  const auto is_one_of = [head](std::initializer_list<std::string_view> names) {
    return std::find(names.begin(), names.end(), head) != names.end();
  };
  if (is_one_of({"YE", "YS", "Y", "A"})) return Frequency::kAnnual;
  if (is_one_of({"HYE", "HYS", "2QE", "2QS", "6ME", "6MS"})) return Frequency::kHalfYearly;
  if (is_one_of({"QE", "QS", "Q"})) return Frequency::kQuarterly;
  if (is_one_of({"ME", "MS", "M"})) return Frequency::kMonthly;
  if (head == "W") return Frequency::kWeekly;
  if (head == "D") return Frequency::kDaily;
  throw InputError("E-TIM-002", "freq", "'" + std::string(alias) + "' is not a frequency",
                   "use YE (year), HYE (half-year), QE (quarter), ME (month), W (week) or D (day)");
}

/// One period. Ordering and differences are defined within one frequency only.
class Period {
 public:
  constexpr Period() noexcept = default;
  constexpr Period(Frequency frequency, std::int64_t ordinal) noexcept
      : ordinal_(ordinal), frequency_(frequency) {}

  [[nodiscard]] static constexpr Period annual(int year) noexcept { return {Frequency::kAnnual, year}; }
  /// half in 1…2, unchecked.
  [[nodiscard]] static constexpr Period half_yearly(int year, int half) noexcept {
    return {Frequency::kHalfYearly, std::int64_t{2} * year + half - 1};
  }
  /// quarter in 1…4, unchecked.
  [[nodiscard]] static constexpr Period quarterly(int year, int quarter) noexcept {
    return {Frequency::kQuarterly, std::int64_t{4} * year + quarter - 1};
  }
  /// month in 1…12, unchecked.
  [[nodiscard]] static constexpr Period monthly(int year, int month) noexcept {
    return {Frequency::kMonthly, std::int64_t{12} * year + month - 1};
  }
  /// ISO year and week in 1…53, unchecked: week 53 of a year of 52 weeks is the first of the next.
  [[nodiscard]] static constexpr Period weekly(int year, int week) noexcept {
    return {Frequency::kWeekly, iso_week::first_week(year) + week - 1};
  }
  [[nodiscard]] static Period daily(int year, int month, int day) {
    const boost::gregorian::date date(static_cast<unsigned short>(year), static_cast<unsigned short>(month),
                                      static_cast<unsigned short>(day));
    return {Frequency::kDaily, static_cast<std::int64_t>(date.julian_day())};
  }

  /// Parses `2024`, `2024-H1`, `2024-Q3`, `2024-07`, `2024-W07` or `2024-07-01`; nothing else, so that a wrong cell is seen
  /// and not guessed. Years 1400–9999 (the range of the calendar library).
  [[nodiscard]] static std::optional<Period> try_parse(std::string_view text) {
    const auto number = [](std::string_view digits) -> std::optional<int> {
      int value = 0;
      const auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
      const bool whole = code == std::errc{} && end == digits.data() + digits.size();
      if (!whole || digits.empty() || digits.front() == '-') return std::nullopt;
      return value;
    };
    if (text.size() < 4) return std::nullopt;
    const std::optional<int> year = number(text.substr(0, 4));
    if (!year || *year < 1400) return std::nullopt;
    if (text.size() == 4) return annual(*year);
    if (text[4] != '-') return std::nullopt;
    const std::string_view rest = text.substr(5);
    if (rest.size() == 2 && rest[0] == 'H' && rest[1] >= '1' && rest[1] <= '2') {
      return half_yearly(*year, rest[1] - '0');
    }
    if (rest.size() == 3 && rest[0] == 'W') {
      const std::optional<int> week = number(rest.substr(1));
      if (!week || *week < 1 || *week > iso_week::weeks_in_year(*year)) return std::nullopt;
      return weekly(*year, *week);
    }
    if (rest.size() == 2 && rest[0] == 'Q' && rest[1] >= '1' && rest[1] <= '4') {
      return quarterly(*year, rest[1] - '0');
    }
    if (rest.size() == 2) {
      const std::optional<int> month = number(rest);
      if (!month || *month < 1 || *month > 12) return std::nullopt;
      return monthly(*year, *month);
    }
    if (rest.size() == 5 && rest[2] == '-') {
      const std::optional<int> month = number(rest.substr(0, 2));
      const std::optional<int> day = number(rest.substr(3));
      if (!month || !day || *month < 1 || *month > 12 || *day < 1) return std::nullopt;
      const auto last = boost::gregorian::gregorian_calendar::end_of_month_day(
          static_cast<unsigned short>(*year), static_cast<unsigned short>(*month));
      if (*day > static_cast<int>(last)) return std::nullopt;
      return daily(*year, *month, *day);
    }
    return std::nullopt;
  }

  /// As try_parse, but throws InputError E-TIM-001 with the text that was refused.
  [[nodiscard]] static Period parse(std::string_view text) {
    if (const std::optional<Period> period = try_parse(text)) return *period;
    throw InputError("E-TIM-001", "period", "'" + std::string(text) + "' is not a period",
                     "write 2024, 2024-H1, 2024-Q3, 2024-07, 2024-W07 or 2024-07-01");
  }

  [[nodiscard]] constexpr Frequency frequency() const noexcept { return frequency_; }
  [[nodiscard]] constexpr std::int64_t ordinal() const noexcept { return ordinal_; }

  /// The calendar year; of a week, the year of its Thursday.
  [[nodiscard]] int year() const {
    switch (frequency_) {
      case Frequency::kHalfYearly:
        return static_cast<int>(floor_divide(ordinal_, 2));
      case Frequency::kQuarterly:
        return static_cast<int>(floor_divide(ordinal_, 4));
      case Frequency::kMonthly:
        return static_cast<int>(floor_divide(ordinal_, 12));
      case Frequency::kWeekly:
        return static_cast<int>(iso_week::year_of(ordinal_));
      case Frequency::kDaily:
        return static_cast<int>(first_day().year());
      case Frequency::kAnnual:
        break;
    }
    return static_cast<int>(ordinal_);
  }

  /// Position within the year, counted from 0 (half − 1, quarter − 1, month − 1, week − 1 up to 52); 0 for annual and daily.
  [[nodiscard]] constexpr int season() const noexcept {
    if (frequency_ == Frequency::kWeekly) return iso_week::number_of(ordinal_) - 1;
    const std::int64_t length = periods_per_year(frequency_);
    return static_cast<int>(ordinal_ - length * floor_divide(ordinal_, length));
  }

  /// The first day of the period, in the Gregorian calendar.
  [[nodiscard]] boost::gregorian::date first_day() const {
    using boost::gregorian::date;
    const auto of = [](std::int64_t year, std::int64_t month) {
      return date(static_cast<unsigned short>(year), static_cast<unsigned short>(month), 1);
    };
    const auto day = [](std::int64_t number) {
      return date(boost::gregorian::gregorian_calendar::from_day_number(
          static_cast<boost::gregorian::date::date_int_type>(number)));
    };
    switch (frequency_) {
      case Frequency::kHalfYearly:
        return of(floor_divide(ordinal_, 2), 6 * season() + 1);
      case Frequency::kQuarterly:
        return of(floor_divide(ordinal_, 4), 3 * season() + 1);
      case Frequency::kMonthly:
        return of(floor_divide(ordinal_, 12), season() + 1);
      case Frequency::kWeekly:
        return day(7 * ordinal_);
      case Frequency::kDaily:
        return day(ordinal_);
      case Frequency::kAnnual:
        break;
    }
    return of(ordinal_, 1);
  }

  [[nodiscard]] std::string to_string() const {
    const auto two = [](int value) {
      std::string digits = std::to_string(value);
      if (value < 10) digits.insert(digits.begin(), '0');
      return digits;
    };
    switch (frequency_) {
      case Frequency::kHalfYearly:
        return std::to_string(year()) + "-H" + std::to_string(season() + 1);
      case Frequency::kQuarterly:
        return std::to_string(year()) + "-Q" + std::to_string(season() + 1);
      case Frequency::kWeekly:
        return std::to_string(year()) + "-W" + two(season() + 1);
      case Frequency::kMonthly:
        return std::to_string(year()) + "-" + two(season() + 1);
      case Frequency::kDaily: {
        const boost::gregorian::date day = first_day();
        return std::to_string(static_cast<int>(day.year())) + "-" +
               two(static_cast<int>(day.month().as_number())) + "-" + two(static_cast<int>(day.day()));
      }
      case Frequency::kAnnual:
        break;
    }
    return std::to_string(year());
  }

  [[nodiscard]] constexpr Period operator+(std::int64_t steps) const noexcept {
    return {frequency_, ordinal_ + steps};
  }
  [[nodiscard]] constexpr Period operator-(std::int64_t steps) const noexcept {
    return {frequency_, ordinal_ - steps};
  }
  /// Periods from `other` to this one. Throws InputError E-TIM-003 when the frequencies differ.
  [[nodiscard]] std::int64_t operator-(const Period& other) const {
    require_same(other);
    return ordinal_ - other.ordinal_;
  }
  constexpr bool operator==(const Period&) const noexcept = default;
  [[nodiscard]] std::strong_ordering operator<=>(const Period& other) const {
    require_same(other);
    return ordinal_ <=> other.ordinal_;
  }

 private:
  static constexpr std::int64_t floor_divide(std::int64_t a, std::int64_t b) noexcept {
    return iso_week::floor_divide(a, b);
  }
  void require_same(const Period& other) const {
    if (frequency_ != other.frequency_) {
      throw InputError(
          "E-TIM-003", "period",
          "cannot compare " + to_string() + " with " + other.to_string() + ": frequencies differ",
          "bring both series to one frequency");
    }
  }

  std::int64_t ordinal_ = 0;
  Frequency frequency_ = Frequency::kAnnual;
};

}  // namespace dubao::time
