# Every chore is one target; `make` alone lists them.
SHELL := /bin/bash
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
export HOST PORT

BIN := .venv/bin
PIP := $(BIN)/pip --disable-pip-version-check -q
STAMPS := .stamps
PYTHON_SOURCES := $(shell find backend db model -name '*.py' -o -name '*.yaml' 2>/dev/null)
FRONTEND_SOURCES := $(shell find frontend/src frontend/public frontend/index.html frontend/*.ts frontend/*.json \
	-type f -not -path 'frontend/src/generated/*' -not -name openapi.json 2>/dev/null)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help check-tools setup serve test test-deps setup-test lint test-python test-frontend bench clean

help: ## list the chores
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | column -t -s $$'\t'

check-tools:
	@scripts/check_tools.sh $(PYTHON)

$(STAMPS):
	@mkdir -p $@

$(STAMPS)/venv: | check-tools $(STAMPS)
	$(PYTHON) -m venv .venv
	@touch $@

$(STAMPS)/python: $(STAMPS)/venv pyproject.toml constraints.txt
	@echo "Installing the Python packages…"
	$(PIP) install -c constraints.txt -e '.[cpu]'
	@touch $@

$(STAMPS)/python-test: $(STAMPS)/python
	@echo "Installing what the tests need…"
	$(PIP) install -c constraints.txt -e '.[cpu,dev]'
	@touch $@

$(STAMPS)/node: frontend/package-lock.json | check-tools $(STAMPS)
	@echo "Installing the front end's packages…"
	npm --prefix frontend ci --no-audit --no-fund --loglevel=error
	@touch $@

# The API's types come from the server itself, so that the two cannot drift.
frontend/openapi.json: $(PYTHON_SOURCES) $(STAMPS)/python
	$(BIN)/neuroslice openapi > $@.new
	@cmp -s $@.new $@ || cp $@.new $@; rm $@.new; touch $@

$(STAMPS)/types: frontend/openapi.json $(STAMPS)/node
	npm --prefix frontend run --silent generate
	@touch $@

frontend/dist/index.html: $(FRONTEND_SOURCES) $(STAMPS)/types
	@echo "Building the front end…"
	npm --prefix frontend run --silent build
	@touch $@

setup: check-tools $(STAMPS)/python frontend/dist/index.html ## install everything into this folder and build the front end

serve: setup ## serve the product at http://HOST:PORT (127.0.0.1:8000)
	@exec $(BIN)/neuroslice serve

test-deps: ## install the servers and the browser that the tests drive
	@scripts/test_deps.sh

setup-test: $(STAMPS)/python-test setup

lint: setup-test ## ruff, mypy, ESLint, tsc
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	npm --prefix frontend run --silent lint
	npm --prefix frontend run --silent typecheck

test-python: setup-test
	$(BIN)/pytest -q

test-frontend: setup-test
	npm --prefix frontend run --silent test

test: test-deps ## every check: lint, front-end tests, Python tests, browser tests
	@$(MAKE) --no-print-directory lint
	@$(MAKE) --no-print-directory test-frontend
	@$(MAKE) --no-print-directory test-python

bench: setup-test ## measure and print speed and memory, beside Orthanc where it is installed
	$(BIN)/python -m bench

clean: ## remove what was installed and built here; patient data under var/ stays
	rm -rf .venv $(STAMPS) frontend/node_modules frontend/dist frontend/src/generated frontend/openapi.json \
		.mypy_cache .pytest_cache .ruff_cache *.egg-info
