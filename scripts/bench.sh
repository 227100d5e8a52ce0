#!/usr/bin/env bash
# Measures accuracy, cover and speed on this machine and writes docs/benchmarks.md. What is not at hand (the competition
# data, R with its forecast package) is left out and said so in the page.
set -euo pipefail
cd "$(dirname "$0")/.."
exec .venv/bin/python tests/bench/run.py "$@"
