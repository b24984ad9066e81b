# Everything runs in .venv, made from the lock files. `make help` lists the targets.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
CASE   ?= evals/cases/lumbar-hardware-removal-revision.yaml
OUT    ?= build
# Each worker has half of the files in a row, which share what is composed; who ends first takes over from the other.
PYTEST_ARGS ?= --numprocesses auto --dist worksteal

export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Tests start the program many times: without bytecode each start compiles it anew.
export PYTHONDONTWRITEBYTECODE :=

RUN_STAMP := $(VENV)/.stamp-run
DEV_STAMP := $(VENV)/.stamp-dev

.DEFAULT_GOAL := help
.PHONY: help venv dev demo test lint format wheel bench lock clean distclean check-python
.DELETE_ON_ERROR:

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-10s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

venv: $(RUN_STAMP) ## Make .venv with what the program needs, and the program itself (editable)

dev: $(DEV_STAMP) ## Add what tests and checks need

demo: venv ## Build the index, then draft a determination for one example case into build/
	$(BIN)/assistant corpus build
	$(BIN)/assistant draft $(CASE) --out $(OUT)

test: dev ## Run the tests (PYTEST_ARGS="-k word" for some of them)
	@$(BIN)/python -m pytest $(PYTEST_ARGS)

lint: dev ## Check style, format and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: dev ## Put the source into the project's format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

wheel: dev ## Build the wheel into dist/
	$(BIN)/python -m build --wheel

bench: venv ## Measure retrieval and drafting on the evaluation cases
	$(BIN)/python -m evals.bench

lock: check-python ## Resolve the lock files anew (newest versions that pyproject.toml allows)
	rm -rf $(OUT)/lock-venv
	$(PYTHON) -m venv $(OUT)/lock-venv
	$(OUT)/lock-venv/bin/python -m pip install --quiet uv
	rm -f requirements.lock requirements-dev.lock
	$(OUT)/lock-venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-annotate --custom-compile-command "make lock" --output-file requirements.lock pyproject.toml
	$(OUT)/lock-venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-annotate --custom-compile-command "make lock" --constraints requirements.lock --extra dev \
		--output-file requirements-dev.lock pyproject.toml

clean: ## Remove what was built, and caches
	rm -rf $(OUT) dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -not -path './$(VENV)/*' -prune -exec rm -rf {} +

distclean: clean ## The same, and .venv
	rm -rf $(VENV)

check-python:
	@command -v $(PYTHON) >/dev/null 2>&1 || \
		{ echo "make: '$(PYTHON)' was not found. Python 3.11 or newer is needed: install it, or say 'make PYTHON=/path/to/python'." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "make: Python 3.11 or newer is needed; '$(PYTHON)' is $$($(PYTHON) -V 2>&1). Say 'make PYTHON=python3.11', for example." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "make: '$(PYTHON)' cannot make virtual environments; on Debian, install the package python3-venv." >&2; exit 1; }

$(BIN)/python: | check-python
	@echo "Making $(VENV) ..."
	@$(PYTHON) -m venv $(VENV)

$(RUN_STAMP): requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing what the program needs (a few minutes the first time) ..."
	@$(BIN)/python -m pip install --quiet --requirement requirements.lock
	@$(BIN)/python -m pip install --quiet --no-deps --editable .
	@touch $@

$(DEV_STAMP): requirements-dev.lock $(RUN_STAMP)
	@echo "Installing what tests and checks need ..."
	@$(BIN)/python -m pip install --quiet --requirement requirements-dev.lock
	@touch $@
