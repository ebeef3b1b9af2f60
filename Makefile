# Back in balance. `make` prints the targets; the two that matter are run and test.

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
export PYTHON HOST PORT

PY := .venv/bin/python
SETUP := sh deploy/setup.sh

.DEFAULT_GOAL := help
.PHONY: help doctor run test check fix messages lock bench figures admin content content-check base quality dev

help: ## Print the targets
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 22

run: base ## Serve the portal at http://127.0.0.1:8000 (HOST and PORT change that)
	@exec $(PY) -m portal serve

test: dev ## Run all tests, with the services that answer on this machine
	@$(PY) -m tests.matrix $(ARGS)

check: dev ## Everything a change has to pass: style, templates, types, migrations, messages, tests, coverage
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m djlint --lint --quiet templates
	$(PY) -m mypy
	$(PY) -m portal makemigrations --check --dry-run
	$(PY) -m portal update_catalogues --check
	@$(PY) -m tests.matrix --measure $(ARGS)

fix: dev ## Correct what the tools can correct
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

messages: dev ## Collect the translatable texts and compile the catalogues
	$(PY) -m portal update_catalogues
	$(PY) -m portal compile_catalogues

lock: dev ## Write the requirement locks anew from pyproject.toml
	sh deploy/lock.sh

bench: dev ## Print what pages cost beside a bare answer; with ARGS=scale what 10,000 pages cost against 100
	$(PY) -m bench.$(if $(ARGS),$(ARGS),pages)

doctor: base ## Say what keeps the portal from the public: settings, and blanks of the operator
	@$(PY) -m portal check --deploy

figures: base ## Put every exercise drawing on one page, by day and by night
	@$(PY) -m portal figures --output data/figures/light.html
	@$(PY) -m portal figures --output data/figures/dark.html --theme dark

admin: base ## Make an account that may edit everything
	@$(PY) -m portal createsuperuser

content: base ## Write the content of the database to content/
	@$(PY) -m portal export_content

content-check: quality ## Hold the shipped content against the rules for good pages
	@scratch=$$(mktemp -d); trap 'rm -rf "$$scratch"' EXIT; trap 'exit 130' INT TERM; \
	export DATA_DIR="$$scratch" STATIC_ROOT="$$scratch" DATABASE_URL= CACHE_URL=; \
	$(PY) -m portal check_content --shipped

base quality dev:
	@$(SETUP) $@
