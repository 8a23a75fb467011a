# Varig. `make demo` and `make test` do everything that a fresh machine needs (Python 3.11 or newer, Node 20 or newer, make).

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VAR := $(or $(VARIG_VAR),var)
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
PORT ?= 8000
# exec: the server is make's own child, so that who ends make ends the server.
SERVE = DJANGO_SETTINGS_MODULE=$${DJANGO_SETTINGS_MODULE:-portal.settings.demo} PORT=$(PORT) exec $(BIN)/gunicorn --config python:portal.server portal.wsgi:application
OUR_APPS := accounts actions assets cms courses gatherings handbook improvement network notifications security spaces worksheets

.PHONY: demo serve test test-fast bench a11y lint types contracts migrations messages assets backup restore clean help
.DEFAULT_GOAL := help

help: ## What can be made
	@grep -E '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

# -- what a fresh machine needs -------------------------------------------------------------------------------------

.venv/base.stamp: requirements/base.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Varig needs Python 3.11 or newer; found $$($(PYTHON) --version). Set PYTHON=/path/to/python3.11"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/base.txt
	@touch $@

.venv/dev.stamp: requirements/dev.txt .venv/base.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

node_modules/.stamp: package-lock.json
	@node -e 'process.exit(Number(process.versions.node.split(".")[0]) < 20 ? 1 : 0)' || { echo "Varig needs Node 20 or newer; found $$(node --version)"; exit 1; }
	npm ci --no-audit --no-fund --loglevel=error
	@touch $@

SOURCES := $(shell find static tools/build -type f 2>/dev/null) package.json designsystemet.config.json

$(VAR)/build/.stamp: node_modules/.stamp $(SOURCES)
	npm run --silent build
	@touch $@

assets: $(VAR)/build/.stamp ## Build CSS, JavaScript, fonts and pictures into var/build

# -- running ----------------------------------------------------------------------------------------------------------

demo: .venv/base.stamp $(VAR)/build/.stamp ## Set up everything, load the demo, serve on http://localhost:8000
	@PORT=$(PORT) $(BIN)/python -m portal.server
	@PORT=$(PORT) $(MANAGE) prepare --demo
	@$(SERVE)

serve: ## Serve what is set up
	@PORT=$(PORT) $(BIN)/python -m portal.server
	@$(SERVE)

backup: ## One archive with database and media, consistent while the portal runs
	@$(MANAGE) backup

restore: ## Put an archive in place: make restore FROM=var/backups/varig-….tar.gz (stop the server first)
	@test -n "$(FROM)" || { echo "Say which archive: make restore FROM=var/backups/varig-….tar.gz"; exit 1; }
	@$(MANAGE) restore "$(FROM)"

# -- checking ---------------------------------------------------------------------------------------------------------

test: .venv/dev.stamp $(VAR)/build/.stamp ## Set up what is needed and run every test that can run here
	@$(MANAGE) compile_messages
	$(BIN)/pytest -n $${PYTEST_WORKERS:-2} --dist loadgroup $(ARGS)

test-fast: .venv/dev.stamp ## Everything but the browser and the slow tests
	$(BIN)/pytest -n 2 -m "not browser and not slow" $(ARGS)

a11y: .venv/dev.stamp $(VAR)/build/.stamp ## The whole matrix of accessibility checks
	VARIG_A11Y=full $(BIN)/pytest tests/browser/test_accessibility.py -n 2 $(ARGS)

bench: .venv/dev.stamp $(VAR)/build/.stamp ## Compare pages with a bare view, in one run
	$(BIN)/python -m tools.bench

lint: .venv/dev.stamp ## Ruff on code, djade on templates
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	git ls-files -- '*.html' | xargs $(BIN)/djade --check --target-version 5.2

types: .venv/dev.stamp ## mypy
	$(BIN)/mypy portal courses improvement network

contracts: .venv/dev.stamp ## The floors of the house
	$(BIN)/lint-imports

# SQLite makes a whole new table for a new column, so only PostgreSQL can tell whether running code would stumble over it.
NOT_ON_SQLITE = $(if $(filter postgres%,$(DATABASE_URL)),,--exclude-migration-test NOT_NULL)

migrations: .venv/dev.stamp ## Missing and dangerous migrations
	$(MANAGE) makemigrations --check --dry-run
	DJANGO_SETTINGS_MODULE=portal.settings.test $(MANAGE) lintmigrations --project-root-path . --no-cache --quiet ok ignore --ignore-initial-migrations $(NOT_ON_SQLITE) --include-apps $(OUR_APPS)

messages: .venv/dev.stamp ## Collect texts to translate (needs gettext)
	$(MANAGE) messages

clean: ## Remove what was built; keeps the database, media and backups
	rm -rf $(VAR)/build $(VAR)/static
