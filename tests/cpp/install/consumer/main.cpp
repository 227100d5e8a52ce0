#include <dubao/models/fit.hpp>

#include <cmath>

// The first lines a user of the installed library writes: a series, a model, an interval.
int main() {
  const auto series =
      dubao::data::Series::annual(2009, {52.6, 49.5, 63.1, 54.9, 60.6, 68.5, 74.4, 70.9}).with_break(2011);
  const auto fitted = dubao::models::auto_ets(series);
  const auto forecast = fitted.forecast(5);
  const auto interval = forecast.interval(4, 0.95);
  const bool sensible = std::isfinite(forecast.mean()[4]) && interval.lower < interval.upper;
  return sensible && series.end() == dubao::time::Period::annual(2017) ? 0 : 1;
}
