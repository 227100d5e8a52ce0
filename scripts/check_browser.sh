#!/usr/bin/env bash
# Opens HTML reports in a real browser and checks them. Usage: scripts/check_browser.sh [--pictures FOLDER] FILE...
set -euo pipefail
cd "$(dirname "$0")/.."
exec .venv/bin/python scripts/check_browser.py "$@"
