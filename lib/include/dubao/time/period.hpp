// SPDX-License-Identifier: Apache-2.0
//
// Period: one year, quarter, month or day, with exact integer arithmetic.
//
// When      Everywhere a value has a date. A Period is a frequency and an integer ordinal, so that differences and shifts
//           are exact and two series align by integers, never by comparing strings or floating-point years.
// When not  For instants (time of day) or weeks: official labour statistics have none.
// Formula   ordinal = year (annual), 4·year + quarter − 1, 12·year + month − 1, or the Gregorian day number.
// Example   Period::parse("2024-Q3") + 2 == Period::parse("2025-Q1");   Period::parse("2024") -
// Period::parse("2009") == 15
//
// Boost.Date_Time is used here and nowhere else.
#pragma once

#include <dubao/error.hpp>

#include <boost/date_time/gregorian/gregorian_types.hpp>

#include <charconv>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dubao::time {

/// How often a series is observed.
enum class Frequency : std::uint8_t { kAnnual, kQuarterly, kMonthly, kDaily };

/// Periods in a year: the natural season length; 1 for annual. Daily series have no single season: 1.
[[nodiscard]] constexpr int periods_per_year(Frequency frequency) noexcept {
  switch (frequency) {
    case Frequency::kQuarterly:
      return 4;
    case Frequency::kMonthly:
      return 12;
    case Frequency::kAnnual:
    case Frequency::kDaily:
      break;
  }
  return 1;
}

/// The ecosystem's alias of a frequency: "YE", "QE", "ME", "D" (pandas offset names).
[[nodiscard]] inline std::string to_alias(Frequency frequency) {
  switch (frequency) {
    case Frequency::kQuarterly:
      return "QE";
    case Frequency::kMonthly:
      return "ME";
    case Frequency::kDaily:
      return "D";
    case Frequency::kAnnual:
      break;
  }
  return "YE";
}

/// Reads a frequency alias: YE/YS/Y/A, QE/QS/Q, ME/MS/M, D. Throws InputError E-TIM-002 otherwise.
[[nodiscard]] inline Frequency frequency_from_alias(std::string_view alias) {
  if (alias == "YE" || alias == "YS" || alias == "Y" || alias == "A") return Frequency::kAnnual;
  if (alias == "QE" || alias == "QS" || alias == "Q") return Frequency::kQuarterly;
  if (alias == "ME" || alias == "MS" || alias == "M") return Frequency::kMonthly;
  if (alias == "D") return Frequency::kDaily;
  throw InputError("E-TIM-002", "freq", "'" + std::string(alias) + "' is not a frequency",
                   "use YE (year), QE (quarter), ME (month) or D (day)");
}

/// One period. Ordering and differences are defined within one frequency only.
class Period {
 public:
  constexpr Period() noexcept = default;
  constexpr Period(Frequency frequency, std::int64_t ordinal) noexcept
      : ordinal_(ordinal), frequency_(frequency) {}

  [[nodiscard]] static constexpr Period annual(int year) noexcept { return {Frequency::kAnnual, year}; }
  /// quarter in 1…4, unchecked.
  [[nodiscard]] static constexpr Period quarterly(int year, int quarter) noexcept {
    return {Frequency::kQuarterly, std::int64_t{4} * year + quarter - 1};
  }
  /// month in 1…12, unchecked.
  [[nodiscard]] static constexpr Period monthly(int year, int month) noexcept {
    return {Frequency::kMonthly, std::int64_t{12} * year + month - 1};
  }
  [[nodiscard]] static Period daily(int year, int month, int day) {
    const boost::gregorian::date date(static_cast<unsigned short>(year), static_cast<unsigned short>(month),
                                      static_cast<unsigned short>(day));
    return {Frequency::kDaily, static_cast<std::int64_t>(date.julian_day())};
  }

  /// Parses `2024`, `2024-Q3`, `2024-07` or `2024-07-01`; nothing else, so that a wrong cell is seen and not
  /// guessed. Years 1400–9999 (the range of the calendar library).
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
                     "write 2024, 2024-Q3, 2024-07 or 2024-07-01");
  }

  [[nodiscard]] constexpr Frequency frequency() const noexcept { return frequency_; }
  [[nodiscard]] constexpr std::int64_t ordinal() const noexcept { return ordinal_; }

  [[nodiscard]] int year() const {
    switch (frequency_) {
      case Frequency::kQuarterly:
        return static_cast<int>(floor_divide(ordinal_, 4));
      case Frequency::kMonthly:
        return static_cast<int>(floor_divide(ordinal_, 12));
      case Frequency::kDaily:
        return static_cast<int>(first_day().year());
      case Frequency::kAnnual:
        break;
    }
    return static_cast<int>(ordinal_);
  }

  /// Position within the year, counted from 0 (quarter − 1, month − 1); 0 for annual and daily.
  [[nodiscard]] constexpr int season() const noexcept {
    const std::int64_t length = periods_per_year(frequency_);
    return static_cast<int>(ordinal_ - length * floor_divide(ordinal_, length));
  }

  /// The first day of the period, in the Gregorian calendar.
  [[nodiscard]] boost::gregorian::date first_day() const {
    using boost::gregorian::date;
    const auto of = [](std::int64_t year, std::int64_t month) {
      return date(static_cast<unsigned short>(year), static_cast<unsigned short>(month), 1);
    };
    switch (frequency_) {
      case Frequency::kQuarterly:
        return of(floor_divide(ordinal_, 4), 3 * season() + 1);
      case Frequency::kMonthly:
        return of(floor_divide(ordinal_, 12), season() + 1);
      case Frequency::kDaily:
        return date(boost::gregorian::gregorian_calendar::from_day_number(
            static_cast<boost::gregorian::date::date_int_type>(ordinal_)));
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
      case Frequency::kQuarterly:
        return std::to_string(year()) + "-Q" + std::to_string(season() + 1);
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
    const std::int64_t quotient = a / b;
    return (a % b < 0) ? quotient - 1 : quotient;
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
