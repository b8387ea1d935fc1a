# Every chore is one target; `make` alone lists them.
SHELL := /bin/bash
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
# Tests wait for servers and browsers as long as they compute; each process takes up to 2 GB.
TEST_PROCESSES ?= 4
export HOST PORT

BIN := .venv/bin
PIP := $(BIN)/pip --disable-pip-version-check -q
# Marks live inside what they vouch for, so that deleting a folder deletes its mark.
VENV := .venv/pyvenv.cfg
PACKAGES := .venv/.packages
TRAIN_PACKAGES := .venv/.train-packages
TEST_PACKAGES := .venv/.test-packages
BENCH_PACKAGES := .venv-bench/.packages
NODE_MODULES := frontend/node_modules/.packages
TYPES := frontend/src/generated/.types
PYTHON_SOURCES := $(shell find backend db model -name '*.py' -o -name '*.yaml' 2>/dev/null)
FRONTEND_SOURCES := $(shell find frontend/src frontend/public frontend/index.html frontend/*.ts frontend/*.json \
	-type f -not -path 'frontend/src/generated/*' -not -name openapi.json 2>/dev/null)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help check-tools check-folders setup serve test test-deps setup-test lint test-python test-frontend compose-env evaluate faults bench bench-load bench-model bench-reading bench-soak fuzz clean

help: ## list the chores
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | column -t -s $$'\t'

check-tools:
	@scripts/check_tools.sh $(PYTHON)

$(VENV): | check-tools
	$(PYTHON) -m venv .venv

$(PACKAGES): pyproject.toml constraints.txt | $(VENV)
	@echo "Installing the Python packages…"
	$(PIP) install -c constraints.txt -e '.[cpu]'
	@touch $@

$(TRAIN_PACKAGES): $(PACKAGES)
	@echo "Installing what training and evaluation need…"
	$(PIP) install -c constraints.txt -e '.[cpu,train]'
	@touch $@

$(TEST_PACKAGES): $(PACKAGES)
	@echo "Installing what the tests need…"
	$(PIP) install -c constraints.txt -e '.[cpu,dev]'
	@touch $@

$(NODE_MODULES): frontend/package-lock.json | check-tools
	@echo "Installing the front end's packages…"
	npm --prefix frontend ci --no-audit --no-fund --loglevel=error
	@touch $@

# The API's types come from the server itself, so that the two cannot drift.
frontend/openapi.json: $(PYTHON_SOURCES) $(PACKAGES)
	$(BIN)/neuroslice openapi > $@.new
	@mv $@.new $@

$(TYPES): frontend/openapi.json $(NODE_MODULES)
	npm --prefix frontend run --silent generate
	@touch $@

frontend/dist/index.html: $(FRONTEND_SOURCES) $(TYPES)
	@echo "Building the front end…"
	npm --prefix frontend run --silent build
	@touch $@

setup: check-tools $(PACKAGES) frontend/dist/index.html ## install everything into this folder and build the front end

serve: setup ## serve the product at http://HOST:PORT (127.0.0.1:8000)
	@exec $(BIN)/neuroslice serve

test-deps: ## install the servers and the browser that the tests drive
	@scripts/test_deps.sh

setup-test: $(TEST_PACKAGES) setup

lint: setup-test ## ruff, mypy, ESLint, tsc
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	npm --prefix frontend run --silent lint
	npm --prefix frontend run --silent typecheck

test-python: setup-test ## the Python and browser tests, on as many cores as there are: TEST_PROCESSES=at most
	$(BIN)/pytest -q -n logical --maxprocesses $(TEST_PROCESSES) --dist loadfile

test-frontend: setup-test
	npm --prefix frontend run --silent test

test: test-deps setup-test ## every check: lint, front-end tests, Python tests, browser tests
	@$(MAKE) --no-print-directory --jobs=2 --output-sync=target lint test-frontend
	@$(MAKE) --no-print-directory test-python

compose-env: ## write .env with fresh passwords for docker compose
	@scripts/compose_env.sh

faults: setup-test test-deps ## kill, stop and starve the real processes; print what was lost: FAULTS="--pulls 20 --only disk"
	$(BIN)/python -m tests.faults $(FAULTS)

bench: setup-test ## measure and print speed and memory, beside Orthanc where it is installed
	$(BIN)/python -m bench

bench-load: setup-test ## measure and print fifty people scrolling and five uploading at once, for two minutes
	$(BIN)/python -m bench.under_load $(BENCH)

bench-reading: setup-test test-deps ## read studies by script on four screens, note what lags or moves: OUT=folder of pictures, BENCH="--case FOLDER"
	@[ -n "$(OUT)" ] || { echo "Say where pictures go: make bench-reading OUT=FOLDER" >&2; exit 2; }
	$(BIN)/python -m bench.reading --pictures "$(OUT)" $(BENCH)

bench-soak: setup-test test-deps ## measure and print searches among 10,000 studies, on SQLite and on MySQL
	$(BIN)/python -m bench.soak $(BENCH)

check-folders:
	@[ -n "$(DATA)" ] && [ -n "$(OUT)" ] || { echo "Say which: make evaluate DATA=FOLDER OUT=FOLDER" >&2; exit 2; }

evaluate: check-folders $(TRAIN_PACKAGES) ## measure the shipped weights: DATA=folder of labelled cases, OUT=folder of the results
	$(BIN)/neuroslice evaluate --task brain-tumour --data "$(DATA)" --out "$(OUT)" --subsets $(EVALUATE)

$(BENCH_PACKAGES): pyproject.toml constraints.txt | check-tools
	@echo "Installing PyTorch and MONAI, which are measured against, into .venv-bench…"
	$(PYTHON) -m venv .venv-bench
	.venv-bench/bin/pip --disable-pip-version-check -q install -c constraints.txt -e '.[bench]'
	@touch $@

bench-model: setup-test $(BENCH_PACKAGES) ## time the network, its peers, and files to stored mask, on this machine
	$(BIN)/python -m bench.model --peers .venv-bench/bin/python $(BENCH)

fuzz: setup-test ## give 50,000 broken files to the reader: COUNT=files, SEED=number
	$(BIN)/python -m tests.fuzz --count $(or $(COUNT),50000) --seed $(or $(SEED),1)

clean: ## remove what was installed and built here; patient data under var/ stays
	rm -rf .venv .venv-bench frontend/node_modules frontend/dist frontend/src/generated frontend/openapi.json \
		.mypy_cache .pytest_cache .ruff_cache *.egg-info
