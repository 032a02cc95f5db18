# The commands of this project. `make demo` and `make test` set up all they need, in .venv.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
# How many test files run at once; the tests of one file share what they set up. They run in the order of their names:
# begun by number of tests, the few that take a minute each would be left to the end.
JOBS ?= auto
export PYTHON VENV

.PHONY: help demo test ready check lint types layers evaluate bench torture picture format wheel lock clean

help: ## Show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -e 's/:.*## /\t/' | expand -t 12

demo: ## Compare two example statements, in the terminal and as a page
	@.ci/setup base
	@mkdir -p demo
	$(BIN)/variorum compare examples/karrow-bridge/2019.txt examples/karrow-bridge/2020.txt
	@$(BIN)/variorum compare examples/karrow-bridge/2019.txt examples/karrow-bridge/2020.txt --html demo/comparison.html
	@echo "The page: $(CURDIR)/demo/comparison.html"

test: ## Run every check and every test
	@.ci/setup test
	@$(MAKE) --no-print-directory -j2 check ready
	$(BIN)/python -m pytest -n $(JOBS) --dist loadfile --no-loadscope-reorder

# What each process of the tests would make for itself: kernels and the tests' own bytecode. The checks leave a core idle.
ready:
	@.ci/setup test
	@.ci/chromium
	@.ci/java
	@env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m pytest --collect-only -q >/dev/null 2>&1 || true

check: lint types layers ## Run the checks that need no test to run

lint:
	@.ci/setup test
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types:
	@.ci/setup test
	$(BIN)/mypy

layers:
	@.ci/setup test
	$(BIN)/lint-imports

evaluate: ## Score against hand-made answers (needs ../shared/data or VARIORUM_TEST_DATA)
	@.ci/setup test
	$(BIN)/python -m evaluation

bench: ## Measure time and memory against the pinned ceilings
	@.ci/setup test
	$(BIN)/python -m benchmarks

torture: ## Kill an add at 500 random moments and write down what was found
	@.ci/setup test
	$(BIN)/python -m tests.archive.torture 500 1 evaluation/torture.txt

picture: ## Draw the picture at the top of the README anew
	@.ci/setup test
	@.ci/chromium
	$(BIN)/python docs/picture.py

format: ## Put the code in the project's format
	@.ci/setup test
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

wheel: ## Build the wheel that `pipx install` takes, in dist/
	@.ci/setup test
	$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

lock: ## Pin the newest releases that pyproject.toml admits
	.ci/lock

clean: ## Remove what these commands made
	rm -rf $(VENV) build dist demo .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
