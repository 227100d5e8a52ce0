// SPDX-License-Identifier: Apache-2.0
//
// Share of postings that name a skill, with the interval that the number of postings and of employers allows.
//
// What      m of n postings of an occupation name a skill. Postings of one employer repeat each other's words, so n
//           postings know less than n independent ones: the design effect says by how much.
// Formula   p = m/n;  deff = max(1, Σ_k num_k / Σ_k den_k) over the skills k of the occupation,
//             num_k = K/(K − 1) · Σ_e (m_ke − p_k n_e)²  (K employers e),   den_k = n p_k (1 − p_k);
//           where no skill varies, or with one employer: deff = Σ_e n_e²/n, postings of an employer taken as one voice.
//           m* = m/deff, n* = n/deff;  share ~ Beta(m* + ½, n* − m* + ½)  (Jeffreys), interval by its quantiles, from 0
//           where m = 0 and up to 1 where m = n.
// When not  As the share of WORK that needs the skill: what is taken for granted is not written (a posting for a nurse
//           does not say "literate"), what is in fashion is written too often.
// Example   m = 30, n = 100, deff 1: share 0.30, 80 % interval 0.244 to 0.361. Two employers of 50 postings who say
//           50 and 0: deff = 2·(25² + 25²)/(100·0.25) = 100: one voice of each kind.
// Source    Kish (1965), "Survey Sampling", 8.2 (design effect); Brown, Cai and DasGupta (2001), section 3 (Jeffreys).
#pragma once

#include <dubao/data/series.hpp>
#include <dubao/error.hpp>
#include <dubao/labour/uncertain_rate.hpp>

#include <boost/math/distributions/beta.hpp>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <string>

namespace dubao::labour {

/// Prior count of mentions and of postings without: Jeffreys.
inline constexpr double kMentionPrior = 0.5;

/// A share with its interval. alpha, beta: of the Beta distribution it is drawn from.
struct MentionShare {
  double share = 0.0;
  double low = 0.0;
  double high = 0.0;
  double alpha = kMentionPrior;
  double beta = kMentionPrior;
};

/// Design effect of the postings of one occupation. mentions: skills × employers, postings: one value an employer, > 0;
/// 0 ≤ mentions ≤ postings. Returns a number in [1, Σ postings]. Throws InputError E-SKD-001 for other counts or
/// shapes. O(skills · employers).
[[nodiscard]] inline double mention_design_effect(const Eigen::ArrayXXd& mentions,
                                                  const Eigen::ArrayXd& postings) {
  const bool shaped = postings.size() > 0 && mentions.cols() == postings.size();
  if (!shaped || !postings.allFinite() || !mentions.allFinite() || (postings <= 0.0).any() ||
      (mentions < 0.0).any() || (mentions.rowwise() - postings.transpose() > 0.0).any()) {
    throw InputError("E-SKD-001", "mentions, postings", "these are no postings and mentions of employers",
                     "give every employer its postings (> 0) and for each skill those that name it");
  }
  const double n = postings.sum();
  const auto employers = static_cast<double>(postings.size());
  double between = 0.0;
  double within = 0.0;
  for (Index k = 0; k < mentions.rows(); ++k) {
    const double share = mentions.row(k).sum() / n;
    const Eigen::ArrayXd residual = mentions.row(k).transpose() - share * postings;
    between += residual.square().sum();
    within += n * share * (1.0 - share);
  }
  const double effect = employers > 1.0 && within > 0.0 ? employers / (employers - 1.0) * between / within
                                                        : postings.square().sum() / n;
  return std::min(n, std::max(1.0, effect));
}

/// The share m/n with its central interval. mentions: m ≥ 0; postings: n ≥ m, > 0; design_effect in [1, ∞); level in
/// (0, 1). Counts need not be whole (weighted postings). Throws InputError E-SKD-001 (counts), E-SKD-002 (design effect
/// or level). O(1).
[[nodiscard]] inline MentionShare mention_share(double mentions, double postings, double design_effect = 1.0,
                                                double level = 0.8) {
  Problems problems;
  problems.add_if(!(mentions >= 0.0 && mentions <= postings && postings > 0.0 && std::isfinite(postings)),
                  {"E-SKD-001", "mentions, postings",
                   std::to_string(mentions) + " of " + std::to_string(postings) + " postings",
                   "give every employer its postings (> 0) and for each skill those that name it", "", ""});
  problems.add_if(!(design_effect >= 1.0 && std::isfinite(design_effect) && level > 0.0 && level < 1.0),
                  {"E-SKD-002", "design_effect, level",
                   "design effect " + std::to_string(design_effect) + ", level " + std::to_string(level),
                   "give a design effect from 1 and a level between 0 and 1", "", ""});
  problems.throw_if_any();
  MentionShare out;
  out.share = mentions / postings;
  out.alpha = mentions / design_effect + kMentionPrior;
  out.beta = (postings - mentions) / design_effect + kMentionPrior;
  const detail::Beta posterior(out.alpha, out.beta);
  // The ends stay on their side of m/n: with one or two mentions the quantiles of a skewed posterior may pass it.
  out.low = mentions > 0.0 ? std::min(out.share, boost::math::quantile(posterior, 0.5 * (1.0 - level))) : 0.0;
  out.high =
      mentions < postings ? std::max(out.share, boost::math::quantile(posterior, 0.5 * (1.0 + level))) : 1.0;
  return out;
}

}  // namespace dubao::labour
