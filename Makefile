# make run    sets up and opens the sample desk        make test   sets up and runs every check
# make bench  measures, prints ratios                  make pins   renews requirements*.txt
.DEFAULT_GOAL := run
.PHONY: run test bench pins screenshots sample catalogue clean
unexport PYTHONDONTWRITEBYTECODE
export UV_PYTHON_DOWNLOADS := never
export UV_SYSTEM_CERTS := true
export UV_COMPILE_BYTECODE := true
PYTHON ?= python3
BIN := .venv/bin
UV := .uv/bin/uv
COMPILE := env -u UV_INDEX_URL -u UV_DEFAULT_INDEX -u UV_INDEX -u UV_EXTRA_INDEX_URL -u UV_FIND_LINKS $(UV) pip compile --no-config --universal --python-version 3.11 --generate-hashes --quiet --no-header --no-emit-index-url --no-emit-find-links

$(UV):
	$(PYTHON) -m venv .uv
	.uv/bin/python -m pip install --quiet 'uv>=0.13,<0.14'

.venv/installed: $(UV) requirements-dev.txt pyproject.toml
	test -x $(BIN)/python || $(UV) venv --quiet --python $(PYTHON) .venv
	$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements-dev.txt
	$(UV) pip install --quiet --python $(BIN)/python --no-deps -e .
	touch $@

run: .venv/installed
	$(BIN)/motcua demo

test: .venv/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m pytest -n auto --cov --cov-report=
	MOTCUA_TEST_ENGINE=postgres $(BIN)/python -m pytest -n auto tests/storage tests/services --cov --cov-append --cov-report=
	$(BIN)/coverage report --fail-under=90
	$(BIN)/coverage report --include='*/domain/*' --fail-under=100

pins: $(UV)
	$(COMPILE) pyproject.toml -o requirements.txt
	$(COMPILE) pyproject.toml --group dev -o requirements-dev.txt
	$(COMPILE) pyproject.toml --group dev --group bench -o requirements-bench.txt
	printf 'dooit\nharlequin\n' | $(COMPILE) - -o requirements-bench-apps.txt

bench: .venv/installed
	$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements-bench.txt
	$(BIN)/python -m benchmarks

sample: .venv/installed
	$(BIN)/python -m sample_db.build

screenshots: .venv/installed
	$(BIN)/python tools/screenshots.py

catalogue: .venv/installed
	$(BIN)/python tools/catalogue.py

clean:
	rm -rf .venv .uv
