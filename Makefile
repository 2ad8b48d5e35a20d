# RSEnet. `make` alone lists what there is. PORT, RSENET_DATA_DIR, DATABASE_URL and PYTHON are taken from the environment.
.DEFAULT_GOAL := help
.PHONY: help setup demo run test test-fast test-browser check format messages bench
python := .venv/bin/python

help: ## This list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 16

setup: ## Make .venv and .env, with what tests and checks need
	@bin/setup dev

demo: ## Start RSEnet with a living network, on http://127.0.0.1:8000 (or PORT)
	@bin/setup run && exec $(python) -m rsenet.serve --demo

run: ## Start an empty RSEnet; the first person comes in by the link it prints
	@bin/setup run && exec $(python) -m rsenet.serve

test: ## Every test, those in a browser included
	@bin/setup dev && exec $(python) -m tools.test

test-fast: ## Every test that needs no browser
	@bin/setup dev && exec $(python) -m tools.test --without-browser

test-browser: ## The tests in a browser alone
	@bin/setup dev && exec $(python) -m tools.test --browser-only

check: ## Lint, types, architecture, migrations, settings, translations
	@bin/setup dev && exec $(python) -m tools.check

format: ## Lay out the code and the templates
	@bin/setup dev && exec $(python) -m tools.check --fix

messages: ## Bring the texts of the code into locale/, where they are translated
	@bin/setup dev && $(python) -m tools.translations extract

bench: ## Measure, one JSON object a line
	@bin/setup dev && exec $(python) -m tests.bench
