# make report   everything from a bare machine to the finished annual report in build/report
# make test     everything from a bare machine to a passing suite
# Both need nothing but this folder; `make help` lists the rest.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
PY := .venv/bin/python
export CCACHE_DIR ?= $(CURDIR)/build/ccache
export PIP_DISABLE_PIP_VERSION_CHECK := 1
JOBS ?= $(shell nproc)

.PHONY: help setup python cpp report demo test check-all bench docs format clean

help:
	@grep -E '^# make|^## ' Makefile | sed -E 's/^(# |## )//'

## make setup     system packages, .venv with the package installed (.venv/bin/dubao)
setup:
	@scripts/setup.sh base
	@$(MAKE) --no-print-directory python

# The extension and the package, editable: Python edits are live, C++ edits need `make python` again (incremental).
python:
	@scripts/install_python.sh

## make report    writes the annual report of Viet Nam to build/report (both languages, all formats)
report: setup
	@.venv/bin/dubao report examples/reports/vietnam-2026.toml --out build/report

## make demo      writes the demo edition (a simulated country, every table complete) to build/demo
demo: setup
	@.venv/bin/dubao report examples/reports/demo.toml --out build/demo

# C++ library tests, GCC.
cpp:
	@cmake --preset test >/dev/null
	@cmake --build --preset test -j $(JOBS)

## make test      builds and runs the whole quick suite: C++ (CTest), Python (pytest), formatting, ruff, codespell
test:
	@scripts/setup.sh system
	@scripts/test.sh

## make check-all before a release: Clang, sanitizers, clang-tidy, headers alone, mypy, stubs, report in a browser
check-all: test
	@scripts/setup.sh check
	@scripts/check_all.sh

## make bench     measures accuracy, cover and speed, and writes docs/benchmarks.md
bench: setup
	@scripts/bench.sh

## make docs      the documents as HTML in build/docs
docs: setup
	@scripts/docs.sh

## make format    formats C++ and Python sources in place
format:
	@git ls-files '*.hpp' '*.cpp' | xargs clang-format-14 -i
	@.venv/bin/ruff format -q . && .venv/bin/ruff check -q --fix .

## make clean     removes everything that was built
clean:
	@rm -rf build dist .venv .pytest_cache .ruff_cache .mypy_cache .hypothesis
