// SPDX-License-Identifier: Apache-2.0
//
// Normal and Student's t distributions as every interval and test of the library uses them.
//
// What      Boost.Math's distributions without promotion to long double, whose digits nobody reads and which doubles the time
//           of compilation. Quantiles of the normal in simulations: data::normal_quantile (random.hpp), the same bits everywhere.
// Example   student_quantile(0.975, 4) = 2.776445
#pragma once

#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

namespace dubao::data {

using DoublePolicy = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
using Normal = boost::math::normal_distribution<double, DoublePolicy>;
using StudentT = boost::math::students_t_distribution<double, DoublePolicy>;

/// Quantile at p in (0, 1) of Student's t with `degrees` > 0 degrees of freedom.
[[nodiscard]] inline double student_quantile(double p, double degrees) {
  return p < 0.5 ? boost::math::quantile(StudentT(degrees), p)
                 : boost::math::quantile(boost::math::complement(StudentT(degrees), 1.0 - p));
}

}  // namespace dubao::data
