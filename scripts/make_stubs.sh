#!/usr/bin/env bash
# Writes the type stubs of the extension into a folder (default: where they are committed).
set -euo pipefail
cd "$(dirname "$0")/.."
target=${1:-bindings/dubao/_core}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
.venv/bin/pybind11-stubgen dubao._core -o "$scratch" --ignore-all-errors >"$scratch/log" 2>&1 || { cat "$scratch/log" >&2; exit 1; }
mkdir -p "$target"
cp "$scratch"/dubao/_core/*.pyi "$target"/
# A pointer that may be empty is written without its "or None".
sed -i -E 's/: ([A-Z][A-Za-z_]*) = None/: \1 | None = None/g' "$target"/*.pyi
.venv/bin/ruff format -q "$target"
.venv/bin/ruff check -q --fix "$target"
