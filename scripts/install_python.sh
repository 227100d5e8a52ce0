#!/usr/bin/env bash
# Builds the extension and installs the package into .venv, editable. Incremental: nothing is done when nothing changed.
set -euo pipefail
cd "$(dirname "$0")/.."
log=build/python-install.log
mkdir -p build
if ! .venv/bin/python -m pip install -q --no-build-isolation --no-deps -e . >"$log" 2>&1; then
  cat "$log" >&2
  exit 1
fi
