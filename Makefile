# What a person runs and what CI runs are the same. Each target sets up what it needs in .venv.

BIN := .venv/bin
NEEDS := pyproject.toml constraints.txt .ci/setup tests/slack/package.json tests/service/package.json tests/console/package.json tests/service/requirements.txt
SOURCES = $(shell find puppets conformance fixtures tests -name '*.py' 2>/dev/null)
# Most tests wait more than they work.
WORKERS ?= $(shell expr 2 \* $$(getconf _NPROCESSORS_ONLN))
export PYTHON
# Else each of the processes that tests start would compile everything anew.
unexport PYTHONDONTWRITEBYTECODE
.DEFAULT_GOAL := help
.PHONY: help demo test check fix bench soak mutants tables proto lock clean

help: ## print this list
	@sed -n 's/^\([a-z]*\):.*## /    make \1\t/p' Makefile
	@echo "PYTHON=python3.12 chooses a Python, ARGS='-k rooms' runs some of the tests, WORKERS=2 that many at a time."

demo: .venv/.demo ## one bot, talking on each platform (stand-ins on this machine)
	@$(BIN)/puppets demo

ifdef ARGS
test: .venv/.dev
	$(BIN)/pytest -n $(WORKERS) $(ARGS)
else
test: .venv/.dev ## every test, and how much of the code they reach
	@rm -f .coverage
	@$(MAKE) --no-print-directory .coverage
	$(BIN)/coverage report
endif

# Of what vulture finds, parameters and fields are left out (the contract and the platforms name those), and
# the areas of the suite, which are gathered by their file names.
check: .venv/.dev ## all that is not a test: format, lint, types, layers, dead code; and 95 % coverage
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	PATH="$(CURDIR)/$(BIN):$$PATH" basedpyright --verifytypes puppets --ignoreexternal
	$(BIN)/lint-imports
	! $(BIN)/vulture | grep -v '^conformance/test_' | grep -E 'unreachable|unused (class|function|import|method|property)'
	@$(MAKE) --no-print-directory .coverage
	$(BIN)/coverage report

fix: .venv/.dev ## format, and mend what ruff can mend
	$(BIN)/ruff check --fix --exit-zero .
	$(BIN)/ruff format .

bench: .venv/.dev ## measure, and print a table
	@for bench in tests/benchmarks/bench_*.py; do $(BIN)/python $$bench || exit 1; done

soak: .venv/.dev ## the long form of what delivery promises: a million events, every kill and cut
	PUPPETS_SOAK=1 $(BIN)/pytest -s --timeout 3600 tests/delivery $(ARGS)

mutants: .venv/.dev ## break one line at a time: the share of breaks that a test catches
	$(BIN)/mutmut run
	$(BIN)/mutmut results

tables: .venv/.dev ## run the suite on every platform, and write the README's tables from its report
	$(BIN)/pytest -q -n $(WORKERS) tests/*/test_conformance*.py tests/whatsapp/conformance_*.py --puppet-report=report
	$(BIN)/python -m tests.tables report/conformance.json

proto: .venv/.dev ## write the Python of the puppet service's .proto files
	$(BIN)/python -m tests.service.generating

lock: ## renew constraints.txt (needs uv)
	uv pip compile pyproject.toml --quiet --upgrade --all-extras --group dev --universal --python-version 3.11 \
		--no-header --no-annotate --no-emit-index-url --no-emit-find-links --output-file constraints.txt

clean: ## remove all that is made here, .venv too
	rm -rf .venv dist build mutants report *.egg-info .coverage .coverage.* .hypothesis .*_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/.demo: $(NEEDS)
	@sh .ci/setup demo

.venv/.dev: $(NEEDS)
	@sh .ci/setup dev

# Measured by coverage itself, not by pytest-cov: our plugin is imported before any plugin could start to measure.
.coverage: .venv/.dev $(SOURCES)
	@$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -n $(WORKERS) --dist worksteal
	@$(BIN)/coverage combine --quiet
