// SPDX-License-Identifier: Apache-2.0
//
// Reading the parameters of an earlier fit: by name, each exactly once, nothing left over.
//
// Why       A fit is moved to a longer series, or restored from a file, with its own parameters. A list that is not the
//           model's own must be refused as a whole, never half used.
// Formula   Parameters stand in the unit of the series, y = 2^exponent · scaled. Scaling by powers of two is exact
//           (unless a value leaves the range of doubles), so a restored fit has the bits of the first one.
// Example   HeldParameters held({{"alpha", 0.5}, {"l", 12}}, "ETS", "a");
//           held.has("b") == false;  held.take("alpha") == 0.5;  held.take("l") == 12;  held.finish();
#pragma once

#include <dubao/models/detail/prepared.hpp>
#include <dubao/models/detail/text.hpp>
#include <dubao/models/model.hpp>

#include <cmath>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dubao::models::detail {

/// What every fit with held parameters says of itself.
inline constexpr const char* kHeldNote =
    "parameters held from an earlier fit, nothing estimated again; the variance is that of all errors at "
    "these "
    "parameters";

class HeldParameters {
 public:
  /// model, series: for the error message. Throws InputError E-MOD-007 for a value that is not finite or a name that
  /// stands twice.
  HeldParameters(std::vector<Parameter> params, std::string model, std::string series)
      : params_(std::move(params)), model_(std::move(model)), series_(std::move(series)) {
    for (std::size_t i = 0; i < params_.size(); ++i) {
      if (!std::isfinite(params_[i].second)) refuse(params_[i].first, "is not a finite number");
      for (std::size_t j = 0; j < i; ++j) {
        if (params_[j].first == params_[i].first) refuse(params_[i].first, "stands twice");
      }
    }
  }

  [[nodiscard]] bool has(std::string_view name) const noexcept {
    for (const Parameter& one : params_) {
      if (one.first == name) return true;
    }
    return false;
  }
  /// The value, which is then used up. Throws InputError E-MOD-007 when there is none of this name.
  [[nodiscard]] double take(std::string_view name) {
    for (auto one = params_.begin(); one != params_.end(); ++one) {
      if (one->first != name) continue;
      const double value = one->second;
      params_.erase(one);
      return value;
    }
    refuse(std::string(name), "is missing");
  }
  /// The same, inside [low, high].
  [[nodiscard]] double take(std::string_view name, double low, double high) {
    const double value = take(name);
    if (!(value >= low && value <= high)) refuse(std::string(name), "is outside the range of this model");
    return value;
  }
  /// A mark that is 1 where it stands; false where it does not.
  [[nodiscard]] bool take_mark(std::string_view name) { return has(name) && take(name, 1.0, 1.0) == 1.0; }
  /// All of prefix0, prefix1, … (or from another first number), as many as stand there.
  [[nodiscard]] std::vector<double> take_numbered(const std::string& prefix, int first = 0) {
    std::vector<double> out;
    for (int i = first; has(prefix + std::to_string(i)); ++i) {
      out.push_back(take(prefix + std::to_string(i)));
    }
    return out;
  }
  /// Throws InputError E-MOD-007 when a parameter was not used.
  void finish() const {
    if (!params_.empty()) refuse(params_.front().first, "does not belong to this model");
  }
  [[noreturn]] void refuse(const std::string& name, const char* what) const {
    throw InputError("E-MOD-007", "params", concatenate({"'", name, "' ", what, " (", model_, ")"}),
                     "give the parameters of an earlier fit of the same model", series_);
  }

 private:
  std::vector<Parameter> params_;
  std::string model_;
  std::string series_;
};

/// For a model without parameters of its own: everything follows from the series. Throws E-MOD-007 when some are given.
inline void require_no_parameters(const std::vector<Parameter>& params, const std::string& model,
                                  const std::string& series) {
  HeldParameters(params, model, series).finish();
}
/// For a model without regressors. Throws InputError E-MOD-005 when some are given.
inline void require_no_regressors(const data::Regressors& regressors, const std::string& model,
                                  const std::string& series) {
  if (regressors.empty()) return;
  throw InputError("E-MOD-005", "X", model + " takes no regressors",
                   "leave the regressors out, or fit a model that takes them, such as ARIMA", series);
}

/// Values to which the held parameters cannot be applied (a form for positive data meets a zero, a recursion that leaves
/// the numbers). The series is fine, the model must be fitted again.
[[noreturn]] inline void refuse_held(const std::string& model, const std::string& series) {
  throw ModelError("E-MOD-008", "params",
                   concatenate({"the held parameters of ", model, " cannot describe these values"}),
                   "fit the model again on the longer series", series);
}

/// From the unit of the series to scaled values: the inverse of Prepared::unscale.
[[nodiscard]] inline double scaled(const Prepared& series, double value) noexcept {
  return series.scale(value);
}

/// The same series in another power of two: for parameters that depend on the scale (Box-Cox data).
inline void rescale(Prepared& series, int exponent) {
  const int step = series.exponent - exponent;
  if (step == 0) return;
  for (double& value : series.y) value = std::ldexp(value, step);
  for (double& error : series.se) error = std::ldexp(error, step);
  for (Change& change : series.changes) change.value = std::ldexp(change.value, step);
  series.exponent = exponent;
}

}  // namespace dubao::models::detail
