#!/usr/bin/env bash
# Measures accuracy, cover and speed on this machine and writes docs/benchmarks.md. What is not at hand (the competition
# data, R with its forecast package, statsforecast) is left out and said so in the page. Options: tests/bench/run.py --help
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh bench
cmake --preset bench >/dev/null
cmake --build --preset bench --target dubao_bench_million --target dubao_bench_regression
.venv/bin/python tests/bench/regression.py
.venv/bin/python tests/bench/regression_glm.py || echo "bench: Poisson regression missed its target" >&2
exec .venv/bin/python tests/bench/run.py "$@"
