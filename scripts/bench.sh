#!/usr/bin/env bash
# Measures accuracy, cover and speed on this machine and writes docs/benchmarks.md. What is not at hand (the competition
# data, R with its forecast package, statsforecast) is left out and said so in the page. Options: tests/bench/run.py --help
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh bench
cmake --preset bench >/dev/null
for program in million regression nonlinear chain intake; do targets+=(--target "dubao_bench_$program"); done
cmake --build --preset bench "${targets[@]}"
exec .venv/bin/python tests/bench/run.py "$@"
