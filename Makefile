# Licet. `make` alone lists what can be asked.
PYTHON ?= python3
VENV ?= .venv
ARGS ?=
PY := $(VENV)/bin/python
UV := $(shell command -v uv 2>/dev/null)
BROWSER := $(or $(CHROMIUM),chromium)
BROWSER_PACKAGES := git chromium libatomic1 fonts-noto-cjk poppler-utils gettext clamav-daemon
TEMPLATES := find templates -name '*.html' -print0 | xargs -0 --no-run-if-empty
# The example of a real installation, with what an example must not give away.
PRODUCTION := set -a; . ./.env.example; LICET_VAR=var/check; DOCUMENTS_URL=; \
  SIGNING_KEY=var/check/signing.pem; SECRET_KEY=$$($(PY) -c 'import secrets; print(secrets.token_hex(32))'); \
  set +a;

.PHONY: help run test check bench screenshots reset lock fix messages install install-dev browser
.PHONY: style types layers markup production suite

help:            ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: install     ## the whole portal on this machine, with demo data (PORT, BIND)
	@$(PY) -m portal.standalone run

test: install-dev browser  ## every test, against real servers and a real browser (ARGS=…)
	@$(PY) -m portal.standalone exec -- $(PY) -m pytest -n auto --maxprocesses=8 $(ARGS)

check: install-dev browser style types layers markup production  ## everything CI asks for
	@$(PY) -m portal.standalone exec -- $(MAKE) --no-print-directory suite

bench: install-dev  ## the promises on speed and memory, each beside its floor (ARGS=--full)
	@$(PY) -m portal.standalone exec -- $(PY) -m bench $(ARGS)

screenshots: install-dev browser  ## the pictures of the README, from fresh demo data
	@$(PY) -m portal.standalone exec -- $(PY) -m tests.browser.pictures

reset:           ## throw var/ away, with all data in it
	@if [ -x $(PY) ]; then $(PY) -m portal.standalone reset; else rm -rf var; fi

lock:            ## requirements*.txt with hashes, from requirements*.in
	@$(if $(UV),,echo "make lock needs uv: pip install uv" >&2; exit 1)
	$(UV) pip compile $(LOCKING) $(ARGS) requirements-dev.in -o requirements-dev.txt
	$(UV) pip compile $(LOCKING) -c requirements-dev.txt requirements-standalone.in -o requirements-standalone.txt
	$(UV) pip compile $(LOCKING) -c requirements-dev.txt requirements.in -o requirements.txt

LOCKING := --quiet --universal --python-version=3.11 --generate-hashes \
  --no-emit-index-url --no-header

fix: install-dev  ## put formatting right
	@$(PY) -m ruff format .
	@$(PY) -m ruff check --fix .
	@$(TEMPLATES) $(PY) -m djhtml --tabwidth 2
	@$(TEMPLATES) $(VENV)/bin/djade --target-version 5.2

messages: install-dev  ## gather texts to translate, and say how many are missing
	@command -v xgettext >/dev/null || { echo "make messages needs gettext: apt-get install gettext" >&2; exit 1; }
	@$(PRODUCTION) $(PY) manage.py makemessages --locale zh_Hans --ignore=tests --no-obsolete --no-wrap --add-location file
	@$(PY) -m portal.standalone.translations locale

# What `make check` is made of.

style:
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .

types:
	@$(PRODUCTION) $(PY) -m mypy

layers:
	$(VENV)/bin/lint-imports

markup:
	$(TEMPLATES) $(PY) -m djhtml --tabwidth 2 --check
	$(PY) -m djlint --lint --quiet templates
	$(TEMPLATES) $(VENV)/bin/djade --target-version 5.2 --check

production:      # the settings of a real installation, taken from .env.example
	@$(PRODUCTION) $(PY) manage.py make_signing_key --if-missing
	@$(PRODUCTION) $(PY) manage.py check --deploy --fail-level WARNING

suite:           # browsers last and unmeasured: a tracer and their greenlets can hang each other
	$(PY) manage.py makemigrations --check --dry-run
	$(PY) -m pytest -m "not browser" --cov --cov-report=term-missing -n auto --maxprocesses=8 $(ARGS)
	$(PY) -m pytest -m browser -n auto --maxprocesses=8 $(ARGS)

# Packages. A stamp is younger than the lock file that it was made from.

install: $(VENV)/.standalone

install-dev: $(VENV)/.dev

$(VENV)/.created:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Licet needs Python 3.11 or newer; say which with: make PYTHON=python3.12 …" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.standalone: requirements-standalone.txt $(VENV)/.created
	$(INSTALL) -r $<
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.created
	$(INSTALL) -r $<
	@touch $@ $(VENV)/.standalone

INSTALL = $(if $(UV),$(UV) pip install --quiet --python $(PY),$(PY) -m pip install --quiet --no-compile --disable-pip-version-check) --require-hashes

browser:
	@for program in "$(BROWSER)" git pdfsig xgettext /usr/sbin/clamd; do \
	  command -v "$$program" >/dev/null && continue; \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
	      apt-get install -y -qq --no-install-recommends $(BROWSER_PACKAGES) && break; \
	  fi; \
	  echo "The tests need $$program. Ask an administrator for: apt-get install $(BROWSER_PACKAGES)" >&2; \
	  exit 1; \
	done
