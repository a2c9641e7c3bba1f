# make serve: see the site.  make test: check everything.  Both set up what they need, in .venv and node_modules.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
PIN := --quiet --universal --python-version 3.11 --generate-hashes --no-header

.DEFAULT_GOAL := help
.PHONY: help serve site figures scans pictures notebook check test stress bench vectors lock clean

help:
	@echo "make serve   build the site and show it at http://127.0.0.1:$(PORT) (PORT=$(PORT)), again after each edit"
	@echo "make test    run every check: style, types, laws, pages in a browser"
	@echo "make check   run the fast ones, while you work: style, types, core, figures"
	@echo "make site    build the site into site/"
	@echo "make stress  run the random tests on many seeds, and sudden ends of each command: some minutes"
	@echo "make figures write every view of every example as an SVG file into docs/figures/"
	@echo "make scans   import the author's hand-drawn sheets (FROM=notebook, picture or folder; default: the author's notebook)"
	@echo "make pictures store the pictures that the tests compare, after a change of the look that is meant"
	@echo "make notebook run the notebook and store its outputs"
	@echo "make bench   measure the bounds, beside PyTorch"
	@echo "make vectors compute the reference results of the tests anew with PyTorch"
	@echo "make lock    pin the dependencies anew"
	@echo "make clean   remove what the others made"

serve: .venv/site.ready
	$(BIN)/python scripts/import_scans.py --try
	$(BIN)/python scripts/serve.py --port $(PORT)

site: .venv/site.ready
	$(BIN)/python scripts/import_scans.py --try
	$(BIN)/python scripts/build_site.py

figures: .venv/site.ready
	$(BIN)/python scripts/build_figures.py --out docs/figures

scans: .venv/site.ready
	$(BIN)/python scripts/import_scans.py $(if $(FROM),"$(FROM)")

pictures: .venv/test.ready
	$(BIN)/python scripts/store_pictures.py

notebook: .venv/site.ready
	$(BIN)/python scripts/run_notebook.py

test: .venv/test.ready node_modules/.ready
	$(BIN)/python scripts/check.py

check: .venv/test.ready node_modules/.ready
	$(BIN)/python scripts/check.py --fast

stress: .venv/test.ready
	$(BIN)/python scripts/stress.py

# PyTorch's wheels differ by machine, so its version is pinned in pyproject.toml and not in a lock.
bench: .venv/test.ready
	$(PIP) --no-build-isolation --editable ".[bench]"
	env -u OPENBLAS_CORETYPE -u OPENBLAS_L2_SIZE OPENBLAS_NUM_THREADS=1 PYTHONPATH=scripts $(BIN)/python -m bench

vectors: .venv/test.ready
	$(PIP) --no-build-isolation --editable ".[bench]"
	$(BIN)/python scripts/store_vectors.py

lock: .venv/test.ready
	$(BIN)/uv pip compile $(PIN) --extra site pyproject.toml --output-file requirements/site.txt
	$(BIN)/uv pip compile $(PIN) --extra core pyproject.toml --output-file requirements/core.txt
	$(BIN)/uv pip compile $(PIN) --extra site --extra core --extra test pyproject.toml --output-file requirements/test.txt

clean:
	rm -rf docs/figures docs/sheets/pictures .venv node_modules site .mypy_cache .pytest_cache .ruff_cache .hypothesis

# One stamp for each set of pins: a changed lock installs again, an unchanged one costs nothing.
.venv/%.ready: requirements/%.txt pyproject.toml
	@test -x $(BIN)/pip || $(PYTHON) -m venv .venv
	$(PIP) --require-hashes -r $<
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

node_modules/.ready: package-lock.json .venv/test.ready
	$(BIN)/python scripts/npm.py ci --silent --ignore-scripts
	@touch $@
