# OQU's entry points. `make` alone lists them.

SHELL := /bin/sh
PORT ?= 8000
SANDBOX_PORT ?= 8100
OQU_SCALE ?= 0.1
export PORT SANDBOX_PORT OQU_SCALE FRESH DATA

# The first Python that OQU runs on, with the parts that make a virtual environment if there is a choice.
SUITABLE := import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))
PYTHON ?= $(shell for needs in "import ensurepip;" ""; do for name in python3.11 python3.12 python3.13 python3; do \
	if $$name -c "$$needs $(SUITABLE)" 2>/dev/null; then command -v $$name; exit; fi; done; done; echo python3)
VENV := .venv/bin/python
# Tests have servers of their own, that may lose data and are quicker for it.
WITH_TEST_SERVERS := OQU_LOCAL_DIR=.local/test OQU_LOCAL_FSYNC=off $(VENV) -m oqu.local.with_servers $(VENV)

.DEFAULT_GOAL := help
.PHONY: help setup setup-run run test verify check fix rules states

help: ## list these entry points
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile | expand -t 16

setup: ## install everything for development into this folder
	@$(PYTHON) oqu/local/bootstrap.py dev

setup-run:
	@$(PYTHON) oqu/local/bootstrap.py run

run: setup-run ## the portal on PORT and the sandbox on SANDBOX_PORT; FRESH=1 starts over; DATA=folder imports reference data
	@setpriv --pdeathsig TERM -- $(VENV) -m oqu.local.portal

test: setup ## every test, browser tests included; counts scaled by OQU_SCALE (0.1)
	@$(VENV) -m oqu.local.catalogues
	@$(WITH_TEST_SERVERS) -m pytest -n 2 -m "not browser"; ordinary=$$?; \
	$(WITH_TEST_SERVERS) -m pytest -m browser; browser=$$?; \
	if [ $$ordinary -eq 0 ]; then exit $$browser; else exit $$ordinary; fi

verify: ## the same tests with the full counts
	@$(MAKE) --no-print-directory test OQU_SCALE=1

check: setup ## what CI runs before the tests; changes nothing
	@$(VENV) -m oqu.local.catalogues
	@$(VENV) -m oqu.local.check

fix: setup ## format and repair what can be repaired by itself
	@$(VENV) -m oqu.local.check fix

rules: setup ## which rules of the portal have a test and which have none
	@$(WITH_TEST_SERVERS) -m tests.rules

states: setup ## draw docs/states.md and docs/rights.md from the code
	@$(VENV) manage.py draw_states
	@$(VENV) manage.py draw_rights
