# Two commands do everything: `make run` and `make test`. Both set up what they need in .venv.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
COMPILED := dist/compiled

.DEFAULT_GOAL := help
.PHONY: help setup run test bench lint types imports wheel compiled test-compiled lock clean

help: ## Show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

setup: $(READY) ## Make .venv with everything that requirements.lock pins

$(READY): requirements.lock pyproject.toml pipeline/version.py
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Readout needs Python 3.11 or newer; name one with: make PYTHON=python3.12 ..." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(READY)

run: $(READY) ## Extract the reports in corpus/ to outputs/records.jsonl
	$(BIN)/readout extract corpus/reports -o outputs/records.jsonl

test: $(READY) lint types imports ## Check style, types and layers, and run the tests
	$(BIN)/python -m pytest -q

bench: $(READY) compiled ## Measure speed beside peers and how it scales, to outputs/bench (needs the network once)
	$(BIN)/python -m tests.benchmarks $(BENCH)

lint: $(READY)
	$(BIN)/ruff check .

types: $(READY)
	$(BIN)/mypy

imports: $(READY)
	$(BIN)/lint-imports

wheel: $(READY) ## Build the wheel into dist/
	$(BIN)/python -m hatchling build -t wheel

compiled: $(COMPILED)/ready ## Build a wheel compiled to C into dist/compiled/ (needs a C compiler, takes minutes)

# From a source distribution: compiled beside its sources, a checkout would go on running what was compiled.
$(COMPILED)/ready: $(READY) pyproject.toml $(shell find pipeline models -name '*.py' -o -name '*.toml')
	rm -rf $(COMPILED)
	$(BIN)/python -m hatchling build -t sdist -d $(COMPILED)
	sources=$$(mktemp -d) && tar -xzf $(COMPILED)/readout-*.tar.gz --strip-components 1 -C "$$sources" && cd "$$sources" \
		&& HATCH_BUILD_HOOK_ENABLE_MYPYC=1 $(abspath $(BIN))/python -m hatchling build -t wheel -d $(abspath $(COMPILED)) \
		&& rm -r "$$sources"
	@touch $@

test-compiled: compiled ## Check that the compiled wheel makes the same records
	$(BIN)/python -m pytest -q -m compiled

lock: $(READY) ## Pin what pyproject.toml asks for anew in requirements.lock
	$(BIN)/uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 --generate-hashes \
		--no-annotate --no-header --quiet --upgrade --output-file requirements.lock

clean: ## Remove .venv, caches and built files
	rm -rf $(VENV) dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
