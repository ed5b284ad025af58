# Everything that the project does, in one place. Needs Python 3.11 or newer with venv, and make.
# `make` alone lists the targets.

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
# Versions are pinned for every install.
INSTALL := $(PIP) install --quiet --constraint constraints.txt
# It looks for the environment by the first python on the path, and else asks whether it is the newest.
PYRIGHT := PATH="$(CURDIR)/$(BIN):$$PATH" PYRIGHT_PYTHON_IGNORE_WARNINGS=1 $(BIN)/pyright
SOURCES := src tests typing_tests docs/conf.py $(wildcard examples benchmarks)
ORACLES := $(wildcard ../shared/oracles)

# Worker processes for the tests, further arguments for pytest, and what to mutate.
JOBS ?= auto
ARGS ?=
MUTANTS ?=

# The first interpreter that is new enough and can make an environment; asked only when one is made.
PYTHON ?= $(shell for python in python3.11 python3.12 python3.13 python3.14 python3 python; do \
	$$python -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' \
	2>/dev/null && echo $$python && break; done)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test check lint types imports docs wheel bench nightly mutation constraints clean

help: ## List the targets
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

# ---------------------------------------------------------------------------- use

demo: $(VENV)/.stamp-run ## Price the two cases, small and large, in English and Chinese, and a contract
	PYTHONUTF8=1 $(BIN)/python examples/small_business.py
	PYTHONUTF8=1 $(BIN)/python examples/small_business.py --zh
	PYTHONUTF8=1 $(BIN)/python examples/large_enterprise.py
	PYTHONUTF8=1 $(BIN)/python examples/large_enterprise.py --zh
	PYTHONUTF8=1 $(BIN)/python examples/signed_contract.py

# ---------------------------------------------------------------------------- gates

test: $(VENV)/.stamp-test ## Run the whole suite; every line and branch must be reached
	$(BIN)/pytest -n $(JOBS) --cov --cov-report=term $(ARGS)

check: lint types imports docs wheel ## Run every other gate

lint: $(VENV)/.stamp-dev ## Style, format, and the project's own description
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/validate-pyproject pyproject.toml

types: $(VENV)/.stamp-dev ## Types, by two checkers, and that all that is public is typed
	$(BIN)/mypy $(SOURCES)
	$(PYRIGHT)
	$(PYRIGHT) --verifytypes cspricing --ignoreexternal

imports: $(VENV)/.stamp-dev ## Imports point one way
	$(BIN)/lint-imports --no-cache --no-logo

# -E: what an earlier build read is read again, for its warnings come only then.
docs: $(VENV)/.stamp-dev ## Build the documentation and run its examples, warnings being errors
	$(BIN)/sphinx-build -E -n -W --keep-going -q -b html docs docs/_build/html
	$(BIN)/sphinx-build -E -n -W --keep-going -q -b doctest docs docs/_build/doctest

# What is built is what was tested: these reach every part of it, and the data that it holds.
WHEEL_TESTS := $(addprefix tests/,test_import.py test_golden.py test_readme.py test_components.py \
	test_price_books_shipped.py test_processes.py test_pricing.py test_markdown.py) \
	$(wildcard tests/test_published_*.py)

wheel: $(VENV)/.stamp-dev ## Build the wheel from the source distribution, and test what it holds
	rm -rf build
	$(BIN)/pyproject-build --no-isolation --outdir build/dist
	$(BIN)/check-wheel-contents build/dist/*.whl
	$(PIP) install --quiet --no-deps --target build/installed build/dist/*.whl
	PYTHONPATH="$(CURDIR)/build/installed" $(BIN)/python -c \
		'import cspricing; assert "build/installed" in cspricing.__file__, cspricing.__file__'
	PYTHONPATH="$(CURDIR)/build/installed" HYPOTHESIS_PROFILE=smoke $(BIN)/pytest -n $(JOBS) -q $(WHEEL_TESTS) $(ARGS)

# ---------------------------------------------------------------------------- measurements

bench: $(VENV)/.stamp-dev ## Run the benchmarks
	@set -e; for file in benchmarks/bench_*.py; do echo "== $$file"; $(BIN)/python $$file; done

nightly: $(VENV)/.stamp-test ## Run the laws on a hundred times as many examples (long)
	HYPOTHESIS_PROFILE=nightly $(BIN)/pytest -n $(JOBS) --timeout=0 $(ARGS)

# For one module: make mutation MUTANTS='cspricing.tariff.*'
mutation: $(VENV)/.stamp-dev ## Plant faults and see whether the tests find them (long)
	$(if $(ORACLES),CSPRICING_ORACLES=$(abspath $(ORACLES))) \
		$(BIN)/mutmut run --max-children 2 $(if $(MUTANTS),'$(MUTANTS)')
	$(BIN)/mutmut results | grep -v 'not checked' || true

# ---------------------------------------------------------------------------- environment

# A stamp says that its requirements are installed, so that a second run installs nothing.
$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer with venv is needed" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

# The build backend first: built without isolation, the package needs no version but the pinned one.
$(VENV)/.stamp-run: pyproject.toml constraints.txt | $(BIN)/python
	$(INSTALL) hatchling
	$(INSTALL) --no-build-isolation --editable .
	@touch $@

$(VENV)/.stamp-test: $(VENV)/.stamp-run requirements/test.in
	$(INSTALL) --requirement requirements/test.in
	@touch $@

$(VENV)/.stamp-dev: $(VENV)/.stamp-test requirements/dev.in
	$(INSTALL) --requirement requirements/dev.in
	@touch $@

constraints: | $(BIN)/python ## Pin the newest versions that go together
	$(PIP) install --quiet uv
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
		--custom-compile-command 'make constraints' --output-file constraints.txt \
		pyproject.toml requirements/dev.in

clean: ## Remove all that these targets made
	rm -rf $(VENV) build docs/_build docs/_static/generated mutants htmlcov .coverage .coverage.* .hypothesis \
		.import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find src tests typing_tests docs -name __pycache__ -type d -prune -exec rm -rf {} +
