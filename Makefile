# Two commands do everything on a new machine: make demo, make test.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready

.DEFAULT_GOAL := help
.PHONY: help demo test check install schema docs format bench versions clean

help: ## these lines
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

install: $(READY) ## everything needed, into .venv

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[test,check]'
	@touch $@

demo: $(READY) ## the main job, on a copy of drafts/
	@rm -rf demo && $(BIN)/wsisdraft demo demo
	@cd demo && PATH="$(CURDIR)/$(BIN):$$PATH" sh ../docs/demo.sh

test: $(READY) ## all tests; installs what they need of Debian where it may
	@command -v strace >/dev/null 2>&1 || \
	  { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 && apt-get install -qq -y strace >/dev/null 2>&1; } || \
	  echo "strace is not here and cannot be installed: the tests of system-call faults are skipped"
	$(BIN)/python -m pytest -n auto --dist worksteal

check: $(READY) ## format, lint, types, imports, the drafts, every command in the docs
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pip check
	$(BIN)/python -m pytest -n auto tests/test_imports.py tests/test_docs.py
	$(BIN)/wsisdraft check

format: $(READY) ## format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix-only .

schema: $(READY) ## write schema/ anew from the shapes
	$(BIN)/python -m wsisdraft.notation.json_schema schema/
	$(BIN)/python -m wsisdraft.pages.output_schema schema/output/

docs: $(READY) ## write the pages that the program tells itself, and the answers in the others
	$(BIN)/python docs/generate.py
	WSISDRAFT_UPDATE=1 $(BIN)/python -m pytest tests/test_docs.py

bench: $(READY) ## time the verbs against git and other checkers; writes docs/speed.md; half an hour
	$(BIN)/python -m benchmarks.page docs/speed.md

versions: ## test with the lowest and the newest version of every dependency
	$(PYTHON) .ci/versions

clean: ## remove what make made
	rm -rf $(VENV) demo dist build
