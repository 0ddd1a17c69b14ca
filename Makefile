# Về Đích. `make demo` and `make test` do all their own set-up; Python 3.11 or newer and make are enough.
PYTHON ?= python3
UV_VERSION := 0.13.9
VENV := .venv
BIN := $(VENV)/bin
OUT := build/demo
export UV_PROJECT_ENVIRONMENT := $(VENV)
export UV_PYTHON_DOWNLOADS := never
export UV_NO_PROGRESS := 1

.PHONY: help demo test lint bench clean
help: ## this list
	@grep -hE '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 10

$(BIN)/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed (PYTHON=python3.12 make ...)"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "The venv module is missing: on Debian run  apt-get install python3-venv"; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

$(VENV)/.run: $(BIN)/uv uv.lock pyproject.toml
	@$(BIN)/uv sync --quiet --frozen --no-dev --inexact
	@touch $@

$(VENV)/.dev: $(BIN)/uv uv.lock pyproject.toml
	@$(BIN)/uv sync --quiet --frozen --inexact
	@touch $@

$(VENV)/.bench: $(BIN)/uv uv.lock pyproject.toml
	@$(BIN)/uv sync --quiet --frozen --all-groups --inexact
	@touch $@

demo: $(VENV)/.run ## set up, score both examples, plan the ward, tell its odds, show where the reports are
	@$(BIN)/python examples/demo.py $(OUT)

test: $(VENV)/.dev lint ## set up, check style, types and arrows, run the tests
	@$(BIN)/python -m pytest -n auto

lint: $(VENV)/.dev ## style (ruff), types (mypy), arrows (import-linter)
	@$(BIN)/ruff check src tests bench examples
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

bench: $(VENV)/.bench ## speed as ratios against named peers
	@$(BIN)/python -m bench

clean: ## remove what the other targets made
	@rm -rf $(VENV) build .pytest_cache .mypy_cache .ruff_cache .hypothesis
