# Two commands for a newcomer: `make demo` and `make test`. Everything else is for those who change Recap.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
export PIP_REQUIRE_VIRTUALENV = 1

.PHONY: demo test bench live env dev-env lock clean

demo: .venv/.made             ## a sample workspace, summarized in the terminal
	@$(BIN)/python -m bots demo

test: .venv/.made-dev         ## every check that CI runs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/python -m pytest

bench: .venv/.made-dev        ## speed, as ratios within one run
	$(BIN)/python -m tests.bench

live: .venv/.made-dev         ## a short version with a real model, for whoever has a key; DATA=DIR adds ROUGE
	@$(BIN)/python -m tests.evals.live $(if $(DATA),--data $(DATA))

# Stamps: the environment is made again only when what it is made from has changed.
.venv/.made: constraints.txt pyproject.toml
	@echo "Making .venv (about a minute, once) ..."
	@$(PYTHON) -c 'import sys; v = sys.version_info[:2]; sys.exit(None if (3, 11) <= v <= (3, 13) else f"Recap needs Python 3.11, 3.12 or 3.13, not {v[0]}.{v[1]}: make PYTHON=python3.11")'
	@$(PYTHON) -m venv .venv
	@$(PIP) install --require-hashes -r constraints.txt
	@$(PIP) install --no-deps -e .
	@touch $@

.venv/.made-dev: .venv/.made tests/constraints.txt
	@$(PIP) install --require-hashes -r tests/constraints.txt
	@touch $@

env: .venv/.made
dev-env: .venv/.made-dev

lock:                         ## the newest versions that fit, for Python 3.11 to 3.13 (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url -q --upgrade pyproject.toml -o constraints.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url -q --upgrade tests/requirements.in -c constraints.txt -o tests/constraints.txt

clean:
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
