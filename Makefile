# Two commands set everything up: `make demo` shows the main job, `make test` proves it.

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
PORT   ?= 8800

.DEFAULT_GOAL := help
.PHONY: help demo serve test lint docs messages bench peers fuzz clean

help:
	@echo "make demo    extract, status and publish the example blog, then show it (in a pipe: prove it and stop)"
	@echo "make serve   the example blog on the embedded CMS, at http://127.0.0.1:$(PORT)/"
	@echo "make test    every test; msgfmt, Chromium and WordPress are used where they are installed"
	@echo "make lint    style, types and layers"
	@echo "make docs    writes the checks into docs/checks.md"
	@echo "make messages brings the program's own catalogue in step with the code, and compiles it"
	@echo "make bench   how long the work takes on a large blog"
	@echo "make peers   installs other programs that do such work, for make bench to compare with"
	@echo "make fuzz    looks for ten minutes for texts that break a law (MINUTES=1 for a shorter look)"
	@echo "make clean   removes what these commands made"

# Each stamp says that the virtual environment holds what the extra names, for this setup.cfg.
$(VENV)/.run: setup.cfg pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Tvilling needs Python 3.11 or later; say which with: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) \
	  || { echo "No virtual environment could be made. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 2; }
	@echo "Installing Tvilling into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.test: $(VENV)/.run
	@echo "Installing what the tests need into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@

$(VENV)/.lint: $(VENV)/.test
	@echo "Installing the linters into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test,lint]'
	@touch $@

demo: $(VENV)/.run
	@$(BIN)/tvilling demo --port $(PORT)

serve: $(VENV)/.run
	@$(BIN)/tvilling publish
	@$(BIN)/tvilling serve --port $(PORT)

test: $(VENV)/.test
	$(BIN)/python -m pytest -n auto $(PYTEST_ARGS)

lint: $(VENV)/.lint
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: $(VENV)/.run
	$(BIN)/python -m pipeline.checks.document docs/checks.md

messages: $(VENV)/.run
	$(BIN)/python -m pipeline.cli.messages

bench: $(VENV)/.test
	$(BIN)/python -m benchmarks $(BENCH_ARGS)

# What `make bench` compares with; po4a comes from the system (Debian: apt install po4a).
peers: $(VENV)/.test
	$(PYTHON) -m venv $(VENV)/peers/translate-toolkit
	$(VENV)/peers/translate-toolkit/bin/pip install --quiet 'translate-toolkit[markdown]'
	$(PYTHON) -m venv $(VENV)/peers/mdpo
	$(VENV)/peers/mdpo/bin/pip install --quiet mdpo

MINUTES ?= 10

fuzz: $(VENV)/.test
	-@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[fuzz]'
	$(BIN)/python -m tests.fuzz --minutes $(MINUTES)

clean:
	rm -rf $(VENV) .fuzz .tvilling .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	rm -rf build dist *.egg-info tests/browser/node_modules tests/reports/node_modules
