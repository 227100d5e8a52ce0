#!/usr/bin/env bash
# Brings a bare Debian or Ubuntu machine to where the project builds: system packages, then the Python environment.
# Usage: scripts/setup.sh [system|base|check|bench|docs]   (system: packages alone; each other includes base and adds what only
# it needs)
# Safe to repeat: what is there is left alone.
set -euo pipefail
cd "$(dirname "$0")/.."
stage=${1:-base}

base=(g++ make cmake ninja-build ccache git libeigen3-dev libboost-dev libceres-dev libgtest-dev python3 python3-venv
      python3-dev fonts-liberation2 fonts-noto-core clang-format-14)
check=(clang-14 clang-tidy-14 libclang-rt-14-dev chromium poppler-utils)

wanted=("${base[@]}")
if [ "$stage" = docs ]; then wanted+=(doxygen); fi
if [ "$stage" = check ]; then wanted+=("${check[@]}"); fi

install_system_packages() {
  local missing=() package
  for package in "${wanted[@]}"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
  done
  if [ ${#missing[@]} -eq 0 ]; then return; fi
  local sudo=""
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
      echo "setup: these packages are missing and there is neither root nor sudo to install them: ${missing[*]}" >&2
      exit 1
    fi
    sudo="sudo"
  fi
  echo "setup: installing ${missing[*]}"
  $sudo apt-get update -qq
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

if command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; then
  install_system_packages
else
  echo "setup: no apt here, system packages are skipped. Needed by other means: ${wanted[*]}" >&2
fi

if [ "$stage" = system ]; then exit 0; fi

# The Python environment. Versions are pinned in scripts/requirements.txt, so that every machine draws the same pages.
if [ ! -x .venv/bin/python ]; then python3 -m venv .venv; fi
stamp=.venv/.requirements
if ! cmp -s scripts/requirements.txt "$stamp"; then
  .venv/bin/python -m pip install -q --disable-pip-version-check -r scripts/requirements.txt
  cp scripts/requirements.txt "$stamp"
fi

# The peers that stand on PyPI, in an environment of their own: they pin other versions than ours.
if [ "$stage" = bench ]; then
  peers=build/bench-peers
  if ! "$peers/bin/python" -c 'import statsforecast' 2>/dev/null; then
    mkdir -p build
    python3 -m venv "$peers"
    "$peers/bin/python" -m pip install -q --disable-pip-version-check statsforecast==2.1.1 ||
      echo "setup: statsforecast could not be installed (no network?); the benchmarks go without it" >&2
  fi
  if [ -x "$peers/bin/python" ] && ! "$peers/bin/python" -c 'import hierarchicalforecast' 2>/dev/null; then
    "$peers/bin/python" -m pip install -q --disable-pip-version-check hierarchicalforecast==1.5.3 ||
      echo "setup: hierarchicalforecast could not be installed (no network?); the benchmarks go without it" >&2
  fi
  if [ -x "$peers/bin/python" ] && ! "$peers/bin/python" -c 'import sklearn, statsmodels' 2>/dev/null; then
    "$peers/bin/python" -m pip install -q --disable-pip-version-check scikit-learn==1.9.1 statsmodels==0.15.0 ||
      echo "setup: scikit-learn and statsmodels could not be installed (no network?); the benchmarks go without them" >&2
  fi
fi
