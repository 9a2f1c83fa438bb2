# make run    the demo institution in a browser          make test   all tests
# make check  everything that must hold before a commit   make help   the rest
PORT ?= 8000
HOST ?= 127.0.0.1
# Where a PostgreSQL for the tests may be listening.
TEST_POSTGRES_URL ?= postgres://root@127.0.0.1:5432/test
# Test processes; the browser and the database need the rest of the machine.
JOBS ?= 2

VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	command -v $$p >/dev/null && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' && echo $$p && break; done)
PIP_INSTALL := $(BIN)/pip install -qq --disable-pip-version-check --require-hashes
PYTEST := $(BIN)/pytest -n $(JOBS) --dist worksteal -q
SOURCES := manage.py portal workflows procedures tests tools $(wildcard benchmarks)
# Test processes start many others: each would compile everything again.
export PYTHONDONTWRITEBYTECODE :=
MANAGE := DJANGO_SETTINGS_MODULE=portal.settings.test $(BIN)/python manage.py

.PHONY: help run test test-sqlite test-postgresql check format lint types contracts migrations system lock clean
.DEFAULT_GOAL := help

help:
	@sed -n 's/^# make/make/p' Makefile
	@echo 'make test-sqlite | test-postgresql   one half of the tests'
	@echo 'make format                          lay out the sources'
	@echo 'make lock                            pin requirements/*.in with hashes (needs uv)'
	@echo 'make clean                           remove the demo institution (var/); the sources stay'

# --- Run ------------------------------------------------------------------------------------------------------

run: $(VENV)/run.stamp
	@exec $(BIN)/python manage.py serve --host $(HOST) --port $(PORT)

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo 'Python 3.11 or newer is needed:  sudo apt-get install -y python3 python3-venv'; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo 'Needed:  sudo apt-get install -y python3-venv'; exit 1; }

# The lock is installed again only when it changed.
$(VENV)/run.stamp: requirements/run.txt | $(BIN)/python
	@echo 'Installing what the lock names …'
	@$(PIP_INSTALL) -r requirements/run.txt
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt requirements/run.txt | $(BIN)/python
	@echo 'Installing what the lock names …'
	@$(PIP_INSTALL) -r requirements/dev.txt
	@touch $@ $(VENV)/run.stamp

# --- Test -----------------------------------------------------------------------------------------------------

test: test-sqlite test-postgresql

test-sqlite: $(VENV)/dev.stamp
	@echo '=== Tests on SQLite ==='
	@env -u DATABASE_URL $(PYTEST) $(ARGS)

# Pages look the same on either database, so the browser visits only one; and what opens no database is not asked
# twice.
test-postgresql: $(VENV)/dev.stamp
	@echo '=== Tests on PostgreSQL ==='
	@if $(BIN)/python tools/postgresql_answers.py '$(TEST_POSTGRES_URL)'; then \
		DATABASE_URL='$(TEST_POSTGRES_URL)' $(PYTEST) --database-only -m 'not browser' $(ARGS); \
	elif [ "$(CI)" = true ]; then exit 1; \
	else echo '*** SKIPPED: the tests on PostgreSQL did not run. ***'; fi

# --- Check ----------------------------------------------------------------------------------------------------

# The type checker keeps one core busy for longest, so the rest goes on beside it; whatever fails fails the whole.
check: $(VENV)/dev.stamp
	@$(MAKE) --no-print-directory types & types=$$!; \
	$(MAKE) --no-print-directory lint contracts migrations system test; others=$$?; \
	wait $$types || { echo '*** FAILED: the types, see above. ***'; exit 1; }; \
	exit $$others

format: $(VENV)/dev.stamp
	$(BIN)/ruff check --fix $(SOURCES)
	$(BIN)/ruff format $(SOURCES)

lint: $(VENV)/dev.stamp
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/djlint templates --lint --quiet

types: $(VENV)/dev.stamp
	$(BIN)/mypy

contracts: $(VENV)/dev.stamp
	$(BIN)/lint-imports

migrations: $(VENV)/dev.stamp
	$(MANAGE) makemigrations --check --dry-run

system: $(VENV)/dev.stamp
	$(MANAGE) check --fail-level WARNING
	SECRET_KEY=$$(head -c 60 /dev/urandom | base64 -w 0) ALLOWED_HOSTS=portal.example DATABASE_URL=sqlite://:memory: \
		DJANGO_SETTINGS_MODULE=portal.settings.production $(BIN)/python manage.py check --deploy --fail-level WARNING

lock:
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-emit-index-url \
		--no-emit-find-links --custom-compile-command 'make lock' requirements/run.in -o requirements/run.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-emit-index-url \
		--no-emit-find-links --custom-compile-command 'make lock' requirements/dev.in -o requirements/dev.txt

clean:
	rm -rf var
