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
.venv/bin/ruff format -q "$target"
.venv/bin/ruff check -q --fix "$target"
