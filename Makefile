# Everything that is done to this tree, by name. `make help` lists it. Needs Python 3.11 to 3.13 and make, nothing else.

.DEFAULT_GOAL := help
.PHONY: help run test check lint bench backtest docs lock

# The first of these that starts and is of a version the lock holds for; `make PYTHON=... run` overrides it.
PYTHON ?= $(shell for python in python3.13 python3.12 python3.11 python3; do \
	$$python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null && echo $$python && break; \
	done)
BIN := .venv/bin
INSTALLED := .venv/.installed
QUICK := not browser and not flow and not slow

export PIP_DISABLE_PIP_VERSION_CHECK = 1

help: ## List what make can do
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(INSTALLED) ## Turn seeds/ into warehouse/ and print who committed what, by country
	$(BIN)/pledgebook run

test: $(INSTALLED) ## Run all tests
	$(BIN)/python -m pytest -q

lint: $(INSTALLED) ## Check format, style, types and the layers of imports
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/sqlfluff lint --disable-progress-bar sql

check: lint ## Run what a change must pass: lint, then the tests that need no server and no browser
	$(BIN)/python docs/build.py --check
	$(BIN)/python -m pytest -q -m "$(QUICK)"

bench: $(INSTALLED) ## Measure the extraction beside the bare language model
	$(BIN)/python -m benchmarks

backtest: $(INSTALLED) ## Tell a tracker's facts in made-up reports and compare the totals that come out
	$(BIN)/python -m benchmarks.backtest

docs: $(INSTALLED) ## Write the reference pages anew, and play the sessions in README and tutorial
	$(BIN)/python docs/build.py
	$(BIN)/python docs/transcripts.py

lock: $(INSTALLED) ## Resolve pyproject.toml into requirements.lock
	$(BIN)/uv pip compile pyproject.toml --group dev --all-extras --universal --generate-hashes \
		--no-emit-index-url --python-version 3.11 --quiet --upgrade -o requirements.lock

# The lock is complete, so pip has nothing to resolve (--no-deps); older pips stumble over extras when they try.
$(INSTALLED): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Pledgebook needs Python 3.11, 3.12 or 3.13; none was found. Try make PYTHON=/path/to/python run" >&2; exit 1; }
	test -x $(BIN)/pip || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --no-deps --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation -e .
	$(BIN)/pip check
	@touch $@
