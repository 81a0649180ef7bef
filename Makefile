# SPDX-License-Identifier: MIT
# Every target does its own set-up (tools/set_up.py), and at once when there is nothing to do.

PYTHON ?= python3
BIN := .venv/bin
PYTEST := $(BIN)/python -m pytest
BESIDE := $(PYTEST) -n auto --maxprocesses 4
USUAL := not peers and not keyrings and not kills and not recipes
SCREEN := $(or $(DISPLAY),$(WAYLAND_DISPLAY),$(filter Darwin,$(shell uname)))
LOCK := uv --no-config pip compile --quiet --universal --python-version 3.10 --generate-hashes \
	--default-index https://pypi.org/simple --no-emit-index-url --custom-compile-command "make lock"

LITELLM_VERSION := 1.106.2
PRISM_VERSION := 5.14.2
LITELLM := build/peers/litellm-$(LITELLM_VERSION)/bin/litellm
PRISM := build/peers/prism-$(PRISM_VERSION)/node_modules/.bin/prism

# The programs of the recipes, none of them a part of this one.
RECIPES := $(patsubst %,build/recipes/%/installed,python aider shell-gpt node)

.PHONY: help run window tour readme-pictures pictures test test-quick test-peers test-keyrings test-kills test-recipes bench sizes check lint format \
	audit package deb lock clean dev

help: ## what there is
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile | expand -t 24

run: $(if $(SCREEN),window,tour) ## the window, or without a display its tour as pictures

window:
	@$(PYTHON) tools/set_up.py run
	@$(BIN)/python -m keyready

tour: ## walk the journey on a virtual screen, pictures in build/tour/
	@$(PYTHON) tools/set_up.py tour
	@echo "Walking the journey on a virtual screen; the pictures go to build/tour/"
	@$(BIN)/python tools/tour.py

readme-pictures: ## those of README.md, from the tour in both languages
	@$(PYTHON) tools/set_up.py tour
	@$(BIN)/python tools/readme_pictures.py

pictures: dev ## every state of every screen in every language, light and dark: build/pictures/
	@$(BIN)/python tools/pictures.py

dev: ## only the set-up for the targets below
	@$(PYTHON) tools/set_up.py dev

test: dev ## all tests: what CI runs
	$(BESIDE) -m "$(USUAL) and not alone"
	$(PYTEST) -m alone

test-quick: dev ## the tests that take less than a minute together
	$(BESIDE) -m "$(USUAL) and not journey and not walk and not built"

test-peers: dev $(LITELLM) $(PRISM) ## against LiteLLM and Prism; tests/README.md says how
	OPENAPI="$(OPENAPI)" $(BIN)/python -m pytest -m peers tests/peers

test-keyrings: ## the keyring's gate over a real KeePassXC and KWallet, which it installs
	@$(PYTHON) tools/set_up.py keyrings
	$(BIN)/python -m pytest -m keyrings tests/peers

test-kills: dev ## hundreds of kill -9 at any moment; takes about an hour
	$(BIN)/python -m pytest -m kills -s

test-recipes: $(RECIPES) ## each recipe with its real program, which is installed into build/
	@$(PYTHON) tools/set_up.py recipes
	$(BIN)/python -m pytest -m recipes tests/recipes

build/recipes/%/installed: tests/recipes/programs/%.txt
	$(PYTHON) -m venv --clear $(@D)
	$(@D)/bin/pip install --quiet --requirement $<
	touch $@

# Without the scripts of packages: some fetch programs from elsewhere.
build/recipes/node/installed: tests/recipes/programs/package.json
	mkdir -p $(@D)
	cp $< $(@D)/
	npm install --silent --no-audit --no-fund --ignore-scripts --prefix $(@D)
	touch $@

# Both need nothing from outside when they run; the version in the path renews them.
$(LITELLM):
	$(PYTHON) -m venv --clear $(@D:/bin=)
	$(@D)/pip install --quiet "litellm[proxy]==$(LITELLM_VERSION)" "prisma==0.15.0"

$(PRISM):
	npm install --silent --no-audit --no-fund --ignore-scripts \
		--prefix build/peers/prism-$(PRISM_VERSION) @stoplight/prism-cli@$(PRISM_VERSION)

bench: dev ## every promised ratio against its baseline; docs/PERFORMANCE.md says how
	$(BIN)/python tools/bench.py

sizes: dev ## the packaged program against plain PyInstaller's of an empty window, and its largest files
	$(BIN)/python tools/sizes.py

check: lint test ## format, lint, types for three systems, layers, all tests

lint: dev ## all of that but the tests
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy --platform linux
	$(BIN)/mypy --platform win32
	$(BIN)/mypy --platform darwin
	$(BIN)/lint-imports

format: dev ## let ruff format and mend what it can
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

package: dev ## the packaged program in dist/keyready/
	$(BIN)/python tools/package.py

deb: dev ## the Debian package and the .tar.gz in dist/
	$(BIN)/python tools/linux_packages.py

audit: dev ## are faults known of what the program is made of?
	$(BIN)/python tools/audit.py

lock: dev ## resolve the dependencies of pyproject.toml anew
	$(BIN)/$(LOCK) --upgrade pyproject.toml --output-file requirements/run.txt
	$(BIN)/$(LOCK) --upgrade pyproject.toml --group dev --constraints requirements/run.txt \
		--output-file requirements/dev.txt

clean: ## remove what was made here, .venv included
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
