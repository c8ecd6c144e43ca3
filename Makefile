# make demo   the sample review as a graph, advice from it and a graph page
# make test   style, types, layers and tests
# Both make .venv where there is none; they need Python 3.11 or later.

PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test clean

demo: .venv/ready
	@$(BIN)/interphase demo

test: .venv/ready-to-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q

clean:
	rm -rf .venv build demo-out *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis

# Installed again where what is to be installed has changed; the code itself is run from where it lies.
.venv/ready: pyproject.toml | $(BIN)/python
	@echo "installing Interphase into .venv"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/ready-to-test: pyproject.toml | $(BIN)/python
	@echo "installing Interphase with what its tests need into .venv"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch .venv/ready $@

$(BIN)/python:
	@for python in $(PYTHON) python3.14 python3.13 python3.12 python3.11; do \
	  if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    $$python -m venv .venv && exit 0; rm -rf .venv; exit 1; \
	  fi; \
	done; \
	echo "Python 3.11 or later is needed and not found: install it, or name it with make PYTHON=/path/to/python" >&2; exit 1
