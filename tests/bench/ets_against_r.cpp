// SPDX-License-Identifier: Apache-2.0
//
// Our maximum likelihood of every exponential-smoothing form against R's, series by series, and the time it takes.
// Usage: dubao_bench_ets_against_r R.csv DATA.csv SEASON_LENGTH SET [WORST.csv]
//   R.csv     written by tests/golden/scripts/ets_m3.R
//   DATA.csv  series_id,period_index,value (unpacked); SET: yearly or quarterly, which rows of R.csv to use
// Prints one table row a form: series, share not lower than R by more than 0.01, largest shortfall, share higher by more
// than 0.01, microseconds of processor time a fit. WORST.csv gets every series that is lower by more than 0.01.
#include <dubao/models/auto_ets.hpp>
#include <dubao/models/ets.hpp>

#include <cstdio>
#include <ctime>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace {

using dubao::Index;
using dubao::data::Series;
namespace models = dubao::models;

constexpr double kAllowed = 0.01;

std::vector<std::vector<std::string>> read(const std::string& path) {
  std::ifstream in(path);
  std::vector<std::vector<std::string>> rows;
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    std::stringstream cells(line);
    std::vector<std::string> row;
    for (std::string cell; std::getline(cells, cell, ',');) {
      if (!cell.empty() && cell.front() == '"') cell = cell.substr(1, cell.size() - 2);
      row.push_back(cell);
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

models::Ets::Options options_of(const std::string& form, Index season_length) {
  models::Ets::Options options;
  options.error = form.substr(0, 1);
  options.trend = form.substr(1, form.size() - 2);
  options.season = form.substr(form.size() - 1);
  options.season_length = season_length;
  return options;
}

struct Tally {
  int compared = 0;
  int lower = 0;
  int higher = 0;
  double largest = 0.0;
  double seconds = 0.0;
};

}  // namespace

int main(int count, char** arguments) {
  if (count < 5) {
    std::fprintf(stderr, "usage: %s R.csv DATA.csv SEASON_LENGTH SET [WORST.csv]\n", arguments[0]);
    return 2;
  }
  const Index season_length = std::stol(arguments[3]);
  std::map<std::string, std::vector<double>> values;
  for (const auto& row : read(arguments[2])) values[row[0]].push_back(std::stod(row[2]));
  std::ofstream worst;
  if (count > 5) worst.open(arguments[5]);
  worst << "series,form,ours,r,alpha,beta,gamma,phi,states\n";
  std::map<std::string, Tally> tallies;
  for (const auto& row : read(arguments[1])) {
    if (row.size() < 11 || row[0] != arguments[4]) continue;
    const std::string& form = row[2];
    const Series series = Series::annual(1, values.at(row[1]), row[1]);
    const std::clock_t started = std::clock();
    double ours = 0.0;
    double theirs = 0.0;
    try {
      if (form == "ZZZ") {
        models::AutoEts::Options options;
        options.season_length = season_length;
        const auto fitted = models::AutoEts(options).fit(series);
        ours = -fitted->summary().aicc;
        theirs = -std::stod(row[4]);
      } else {
        const auto fitted = models::Ets(options_of(form, season_length)).fit(series);
        ours = fitted->summary().loglik;
        theirs = std::stod(row[3]);
      }
    } catch (const dubao::Error&) {
      continue;
    }
    Tally& tally = tallies[form];
    tally.seconds += static_cast<double>(std::clock() - started) / CLOCKS_PER_SEC;
    ++tally.compared;
    tally.higher += ours > theirs + kAllowed ? 1 : 0;
    tally.largest = std::max(tally.largest, theirs - ours);
    if (!(ours >= theirs - kAllowed)) {
      ++tally.lower;
      worst << row[1] << ',' << form << ',' << ours << ',' << theirs;
      for (std::size_t i = 5; i < 10; ++i) worst << ',' << row[i];
      worst << '\n';
    }
  }
  std::printf(
      "| form | series | not lower | largest shortfall | higher | µs a fit |\n|---|---|---|---|---|---|\n");
  for (const auto& [form, t] : tallies) {
    const double n = t.compared;
    std::printf("| %s | %d | %.2f %% | %.3f | %.1f %% | %.0f |\n", form.c_str(), t.compared,
                100.0 * (1.0 - t.lower / n), t.largest, 100.0 * t.higher / n, 1e6 * t.seconds / n);
  }
  return 0;
}
