#!/usr/bin/env bash
# Builds the documents into build/docs: Doxygen reads the headers, Sphinx writes the pages and runs the notebooks.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh docs
.venv/bin/python -m pip install -q --disable-pip-version-check -r scripts/requirements-docs.txt
mkdir -p build
rm -rf build/doxygen # what was renamed would stay
doxygen docs/Doxyfile >build/doxygen.log 2>&1
.venv/bin/python -m sphinx -q -W --keep-going -b html docs build/docs
echo "docs: build/docs/index.html"
