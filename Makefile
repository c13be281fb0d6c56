# Everything that a fresh machine needs is set up by the first target that needs it.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501
# make run HOSTS="briefing-room 192.0.2.7": serve other machines too, under these names and no others
OPEN = $(if $(HOSTS), --server.address 0.0.0.0 $(patsubst %,--server.allowedHosts %,localhost $(HOSTS)))

help:  ## list the targets
	@grep -E '^[a-z%-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: $(VENV)/ready  ## open the dashboard on the real record
	$(BIN)/streamlit run app.py --server.port $(PORT)$(OPEN)$(if $(WATCH), --server.fileWatcherType $(WATCH))

test: $(VENV)/ready browser office  ## pass every test, with a real browser and a real office
	$(BIN)/python -m pytest

check: $(VENV)/ready audit  ## lint, types, the record, and the dependencies
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m dashboard check

audit: $(VENV)/ready  ## look for known vulnerabilities in the dependencies
	$(BIN)/python tools/audit.py

format: $(VENV)/ready  ## lay the code out
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: $(VENV)/ready  ## pin the newest dependencies that pyproject.toml allows
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --upgrade --group dev --universal --generate-hashes --no-emit-index-url --custom-compile-command "make lock" --quiet --output-file requirements.lock
	$(BIN)/uv pip compile pyproject.toml --group serve --constraint requirements.lock --universal --generate-hashes --no-emit-index-url --custom-compile-command "make lock" --quiet --output-file docs/serving/requirements.lock

browser: $(VENV)/ready  ## find a Chromium for the tests, or install one
	@$(BIN)/python tools/find_browser.py

office: $(VENV)/ready  ## find a LibreOffice for the tests, or install one
	@$(BIN)/python tools/find_office.py

BENCHES := touch start crowd growth brief endurance
bench: $(BENCHES:%=bench-%)  ## every measurement, one after the other; prints tables of ratios

bench-%: .venv-bench/ready browser  ## one of them: touch, start, crowd, growth, brief, endurance
	.venv-bench/bin/python -m benchmarks.$*

bench-lock: $(VENV)/ready  ## pin the peers, on top of our own lock
	$(BIN)/python -m pip install --quiet uv
	cp requirements.lock benchmarks/requirements.lock
	$(BIN)/uv pip compile pyproject.toml --group dev benchmarks/requirements.in --universal --generate-hashes --no-emit-index-url --custom-compile-command "make bench-lock" --quiet --output-file benchmarks/requirements.lock

mutants: .venv-bench/ready  ## how many faults put into the code the tests notice, by a sample
	.venv-bench/bin/python tools/mutants.py

clean:  ## remove what the targets made
	rm -rf $(VENV) .venv-bench .pytest_cache .mypy_cache .ruff_cache .hypothesis static mutants

$(VENV)/ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || sh tools/install_venv.sh
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $@

.venv-bench/ready: benchmarks/requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv-bench
	.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r benchmarks/requirements.lock
	.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $@

.PHONY: help run test check audit format lock browser office bench bench-lock mutants clean
