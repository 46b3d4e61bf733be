# paperknife: make read · make test · make check · make help
# Needs Python 3.11 or newer, and make. Everything else is put into $(VENV).

VENV ?= .venv
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
BIN := $(VENV)/bin
PYTEST_ARGS ?=
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: train help read test test-slow check lint types contracts format wheel bench bench-cleaning bench-speed bench-keys bench-storage bench-search bench-screens docs pictures clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 16

read: $(VENV)/.run ## open paperknife (sets up on first use)
	@exec $(BIN)/paperknife

test: $(VENV)/.dev ## run the tests (sets up on first use)
	$(BIN)/python -m pytest -n auto -m "not slow" $(PYTEST_ARGS)

test-slow: $(VENV)/.dev ## the long tests: faults, hostile input, many pages
	$(BIN)/python -m pytest -n auto -m slow

check: lint types contracts test ## everything that must hold before a change lands

lint: $(VENV)/.dev ## ruff: rules and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev ## mypy, strict, tests too
	$(BIN)/mypy

contracts: $(VENV)/.dev ## the walls between the rooms
	$(BIN)/lint-imports

format: $(VENV)/.dev ## put the code into shape
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

wheel: $(VENV)/.dev ## build the wheel into dist/
	rm -rf dist
	$(BIN)/python -m build --wheel --outdir dist .

bench: bench-cleaning bench-speed bench-keys bench-storage bench-search bench-screens ## every figure of docs/benchmarks.md

bench-cleaning: $(VENV)/.bench ## cleaning beside other extractors, on pages with known text
	$(BIN)/python benchmarks/cleaning.py --write

train: $(VENV)/.train ## train the classifiers of cleaning anew, and cross-validate them
	PYTHONHASHSEED=0 $(BIN)/python benchmarks/train.py --cross-validate
	PYTHONHASHSEED=0 $(BIN)/python benchmarks/train_headlines.py

bench-speed: $(VENV)/.bench ## start and keys beside an empty Textual app and, with PEERS=folder, other readers
	$(BIN)/python benchmarks/speed.py --write $(if $(PEERS),--peers $(PEERS))

bench-keys: $(VENV)/.dev ## keys that each act of tagging takes
	$(BIN)/python benchmarks/keys.py --write

bench-storage: $(VENV)/.dev ## notes against stock TinyDB and plain SQLite
	$(BIN)/python benchmarks/stores.py --write --million

bench-search: $(VENV)/.dev ## words in ten thousand articles
	$(BIN)/python benchmarks/search.py --write

bench-screens: $(VENV)/.dev ## keys on the screens of a library with a hundred thousand marks
	$(BIN)/python benchmarks/screens.py --write

docs: $(VENV)/.dev ## write docs/keys.md, docs/features.md and the reasons of docs/cleaning.md anew
	$(BIN)/python docs/write_keys.py
	$(BIN)/python docs/write_reasons.py
	$(BIN)/python docs/write_features.py

pictures: $(VENV)/.dev ## draw every screen, in each width and theme, into build/pictures, and those of docs/ anew
	$(BIN)/python benchmarks/pictures.py
	$(BIN)/python benchmarks/pictures.py --docs

clean: ## remove what make made
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "paperknife needs Python 3.11 or newer: none was found"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "python -m venv failed; on Debian and Ubuntu: apt install python3-venv"; exit 1; }

# The newest pip understands dependency groups; the stamps make a second run start at once.
$(VENV)/.pip: $(VENV)/bin/python
	@$(PIP) install --upgrade "pip>=25.1"
	@touch $@

$(VENV)/.run: pyproject.toml $(VENV)/.pip
	@echo "setting up paperknife in $(VENV) …"
	@$(PIP) install --editable .
	@touch $@

$(VENV)/.dev: pyproject.toml $(VENV)/.run
	@echo "setting up the tools for tests and checks in $(VENV) …"
	@$(PIP) install --group dev
	@touch $@

$(VENV)/.bench: pyproject.toml $(VENV)/.dev
	@$(PIP) install --group bench
	@touch $@

$(VENV)/.train: pyproject.toml $(VENV)/.bench
	@$(PIP) install --group train
	@touch $@
