// SPDX-License-Identifier: Apache-2.0
//
// Proportions: forecasts of some nodes shared out over the leaves below them (top-down, middle-out), or leaves added up.
//
// What      Origins: the nodes whose forecasts count. The roots: top-down. A level in between: middle-out (shared out below,
//           added up above). The leaves themselves: bottom-up.
// When      The parts are too short or too noisy to forecast, their shares are steady. Bottom-up: the parts are good.
// When not  An unbiased forecast stays unbiased under bottom-up and the projections, not under proportions: S G S ≠ S.
// Formula   leaf j below origin o, leaf history y_jt, Y_ot = Σ_{j below o} y_jt:
//           average proportions       p_j = (1/n) Σ_t y_jt / Y_ot
//           proportions of averages   p_j = Σ_t y_jt / Σ_t Y_ot
//           forecast proportions      p_j = Π over the nodes v on the way from o down to j of ŷ_v / Σ_siblings ŷ
//           Siblings whose forecasts add up to 0 share evenly.
// Example   history a = (1, 3), b = (1, 1): average proportions (½ + ¾)/2 = 0.625, of averages 4/6
// Errors    E-REC-008 origins that leave out or double a leaf; E-REC-009 no usable period of history; E-REC-010 forecast
//           proportions in a crossed tree.
// Source    Gross and Sohl (1990); Athanasopoulos, Ahmed and Hyndman (2009) for forecast proportions.
#pragma once

#include <dubao/hierarchy/tree.hpp>

#include <Eigen/Core>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace dubao::hierarchy {

enum class Proportions : std::uint8_t { kAverageProportions, kProportionsOfAverages, kForecastProportions };

class ShareOut {
 public:
  /// origins: nodes that cover every leaf once. history: periods × nodes, NaN = missing; not used for forecast proportions
  /// nor where every origin is a leaf. The tree must outlive this. Throws InputError E-REC-001, E-REC-008, E-REC-009, E-REC-010.
  ShareOut(const AggregationTree& tree, const std::vector<Index>& origins, Proportions how,
           const data::DrawMatrix& history = {})
      : tree_(&tree), how_(how), origins_(origins), origin_of_(static_cast<std::size_t>(tree.leaves()), -1) {
    Problems problems;
    for (const Index origin : origins) {
      for (AggregationTree::SparseRows::InnerIterator it(tree.summing(), origin); it; ++it) {
        Index& own = origin_of_[static_cast<std::size_t>(it.col())];
        problems.add_if(own >= 0,
                        {"E-REC-008", "level", "it stands below two of the nodes to share out from",
                         "choose nodes that do not overlap", tree.name(tree.aggregates() + it.col()), ""});
        own = origin;
        shares_out_ = shares_out_ || !tree.is_leaf(origin);
      }
    }
    for (Index leaf = 0; leaf < tree.leaves(); ++leaf) {
      problems.add_if(origin_of_[static_cast<std::size_t>(leaf)] < 0,
                      {"E-REC-008", "level", "none of the nodes to share out from holds it",
                       "choose nodes that cover every leaf", tree.name(tree.aggregates() + leaf), ""});
    }
    problems.throw_if_any();
    if (how_ == Proportions::kForecastProportions) {
      if (shares_out_ && !tree.is_strict()) {
        throw InputError("E-REC-010", "method", "forecast proportions need one hierarchy; here sums cross",
                         "use average_proportions, or a projection such as mint_shrink");
      }
    } else if (shares_out_) {
      shares_from(history);
    }
  }

  /// Share of every leaf in its origin; empty for forecast proportions.
  [[nodiscard]] const Eigen::VectorXd& shares() const noexcept { return shares_; }

  /// Replaces a block, nodes × columns, by its coherent version.
  void apply(Eigen::Ref<data::DrawMatrix> block) const {
    const Index first = tree_->aggregates();
    if (shares_out_ && how_ == Proportions::kForecastProportions) {
      for (Index c = 0; c < block.cols(); ++c) down_by_forecasts(block, c);
    } else if (shares_out_) {
      data::DrawMatrix top(static_cast<Index>(origins_.size()), block.cols());
      std::vector<Index> row(static_cast<std::size_t>(tree_->size()), 0);
      for (std::size_t k = 0; k < origins_.size(); ++k) {
        top.row(static_cast<Index>(k)) = block.row(origins_[k]);
        row[static_cast<std::size_t>(origins_[k])] = static_cast<Index>(k);
      }
      for (Index leaf = 0; leaf < tree_->leaves(); ++leaf) {
        const Index origin = origin_of_[static_cast<std::size_t>(leaf)];
        block.row(first + leaf) = shares_[leaf] * top.row(row[static_cast<std::size_t>(origin)]);
      }
    }
    tree_->aggregate(block);
  }

 private:
  void shares_from(const data::DrawMatrix& history) {
    if (history.cols() != tree_->size()) {
      throw InputError(
          "E-REC-001", "history",
          std::to_string(history.cols()) + " column(s) for " + std::to_string(tree_->size()) + " nodes",
          "give one column a node, in the order of the tree");
    }
    const Index first = tree_->aggregates();
    shares_ = Eigen::VectorXd::Ones(tree_->leaves());
    Problems problems;
    for (const Index origin : origins_) {
      if (tree_->is_leaf(origin)) continue;
      std::vector<std::pair<Index, double>> below;
      for (AggregationTree::SparseRows::InnerIterator it(tree_->summing(), origin); it; ++it) {
        below.emplace_back(it.col(), it.value());
        shares_[it.col()] = 0.0;
      }
      Index used = 0;
      double sum = 0.0;
      for (Index t = 0; t < history.rows(); ++t) {
        double total = 0.0;
        for (const auto& [leaf, weight] : below) total += weight * history(t, first + leaf);
        const bool averages = how_ == Proportions::kProportionsOfAverages;
        if (!std::isfinite(total) || (total == 0.0 && !averages)) continue;
        ++used;
        sum += total;
        for (const auto& [leaf, weight] : below) {
          shares_[leaf] += averages ? history(t, first + leaf) : history(t, first + leaf) / total;
        }
      }
      const double divisor = how_ == Proportions::kProportionsOfAverages ? sum : static_cast<double>(used);
      problems.add_if(divisor == 0.0 || !std::isfinite(divisor),
                      {"E-REC-009", "history", "no period has all its leaves and a total other than zero",
                       "give a history with such a period", tree_->name(origin), ""});
      for (const auto& [leaf, weight] : below) shares_[leaf] /= divisor;
    }
    problems.throw_if_any();
  }

  void down_by_forecasts(Eigen::Ref<data::DrawMatrix>& block, Index c) const {
    std::vector<Index> open = origins_;
    while (!open.empty()) {
      const Index node = open.back();
      open.pop_back();
      if (tree_->is_leaf(node)) continue;
      const std::vector<Part>& parts = tree_->parts(node);
      double sum = 0.0;
      double weights = 0.0;
      for (const Part& part : parts) {
        sum += part.weight * block(part.node, c);
        weights += part.weight;
      }
      for (const Part& part : parts) {
        // A subnormal sum would make the shares infinite: even shares as for 0.
        const double share =
            std::abs(sum) < std::numeric_limits<double>::min() ? 1.0 / weights : block(part.node, c) / sum;
        block(part.node, c) = share * block(node, c);
        open.push_back(part.node);
      }
    }
  }

  const AggregationTree* tree_;
  Proportions how_;
  std::vector<Index> origins_;
  std::vector<Index> origin_of_;  // of every leaf
  bool shares_out_ = false;
  Eigen::VectorXd shares_;
};

}  // namespace dubao::hierarchy
