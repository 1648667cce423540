# The tasks of the project; `make help` lists them. Each sets up what it needs in .venv.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready

# Not --constraint: the environment also reaches the pip that installs what builds the package.
PIP := PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt \
	$(BIN)/python -m pip install --quiet --disable-pip-version-check

# uv would trust its own list of authorities; pip trusts those of the machine, which a company's proxy needs.
export UV_SYSTEM_CERTS ?= true

.PHONY: help example test coverage check versions newest lowest lock format generate golden picture benchmark growth fuzz site pin dist release audit clean

help: ## List the tasks
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

example: $(READY) ## Lint the shipped example that has faults
	$(BIN)/calm-lint check --fail-on never examples/faulty.landscape.yaml

test: $(READY) check ## Run all checks and all tests, and fail if the tests of the rules reach less of them than they did
	$(BIN)/pytest --numprocesses auto tests/rules --cov --cov-config=tests/rules/coverage.toml --cov-report=term:skip-covered
	$(BIN)/pytest --numprocesses auto --ignore=tests/rules

coverage: $(READY) ## Run the tests, twice as slow, and fail if they reach less of the code than they did
	$(BIN)/pytest --numprocesses auto --cov --cov-report=term-missing:skip-covered --cov-fail-under=97

check: $(READY) ## Types, style, import contracts, generated files
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/compile_schema.py --check
	$(BIN)/python tools/rule_pages.py --check
	$(BIN)/python tools/command_pages.py --check
	$(BIN)/python tools/fact_page.py --check
	$(BIN)/python tools/schema_page.py --check
	$(BIN)/python tools/llms.py --check
	$(BIN)/calm-lint graph examples/landscape.yaml | diff docs/landscape.svg -

versions: $(READY) ## Run the tests on every Python from 3.11 on that is found
	$(BIN)/tox run --skip-env 'newest|lowest'

newest: $(READY) ## Run the tests with the newest versions of all that is depended on
	$(BIN)/tox run -e newest --recreate

lowest: $(READY) ## Run the tests with the lowest versions of all that is depended on
	$(BIN)/tox run -e lowest

lock: $(READY) ## Write constraints.txt anew, with the newest versions of today
	$(BIN)/uv pip compile pyproject.toml --extra dev --extra release --universal --python-version 3.11 --upgrade --quiet \
		--strip-extras --no-annotate --no-emit-index-url --custom-compile-command 'make lock' \
		--output-file constraints.txt

format: $(READY) ## Format the code
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

generate: $(READY) ## Write the files that are made from others
	$(BIN)/python tools/compile_schema.py
	$(BIN)/python tools/rule_pages.py
	$(BIN)/python tools/command_pages.py
	$(BIN)/python tools/fact_page.py
	$(BIN)/python tools/schema_page.py
	$(BIN)/python tools/llms.py
	$(BIN)/calm-lint graph examples/landscape.yaml --output docs/landscape.svg

golden: $(READY) ## Write the files in tests/golden anew, to be read before they are committed
	$(BIN)/pytest --quiet --update-golden tests/test_golden.py tests/test_rule_sets.py tests/cli/test_output.py \
		tests/probe/test_command.py::test_the_page_shows_what_comes_out

picture: $(READY) ## Take the picture of the report that the README shows, and with FOLDER=… others to look at
	$(BIN)/python tools/report_picture.py $(FOLDER)

benchmark: $(READY) ## Measure beside what others would use, and write docs/performance.md
	$(BIN)/python -m compileall -q lint rules schemas
	$(BIN)/python benchmarks/run.py --write

growth: $(READY) ## Measure how the time of each command grows, and write docs/performance.md
	$(BIN)/python -m compileall -q lint rules schemas
	$(BIN)/python benchmarks/growth.py --write

fuzz: $(READY) ## Lint what atheris makes up, for ten minutes
	$(PIP) atheris
	mkdir -p .fuzz
	$(BIN)/python tests/fuzz/atheris_lint.py -dict=tests/fuzz/words.dict -max_total_time=600 -max_len=6000 \
		-timeout=20 -artifact_prefix=.fuzz/found- .fuzz examples tests/rules

site: $(READY) ## Build the site of the documentation in site/, and fail for a link that leads nowhere
	$(BIN)/zensical build --clean --strict
	mkdir -p site/schemas
	cp schemas/calm_lint_schemas/*.schema.json site/schemas

pin: $(READY) ## Install calm-lint from the last commit in all documents
	$(BIN)/python tools/pin.py HEAD

dist: $(READY) ## Build the package, check it, install it in an empty environment without network, list what it needs
	rm -rf dist .release
	$(PIP) --editable '.[dev,release]'
	$(BIN)/uv build --quiet --build-constraints constraints.txt
	$(BIN)/twine check --strict dist/*
	$(BIN)/check-wheel-contents dist/*.whl
	$(BIN)/pyroma --min=10 --skip-tests AuthorEmail .
	PIP_CONSTRAINT=constraints.txt $(BIN)/python -m pip wheel --quiet --disable-pip-version-check --wheel-dir .release/wheels dist/*.whl
	$(BIN)/uv venv --quiet --python $(BIN)/python .release/env
	$(BIN)/uv pip install --quiet --python .release/env --offline --no-index --find-links .release/wheels calm-lint
	cd .release && env/bin/calm-lint check --format concise ../examples/landscape.yaml
	$(BIN)/cyclonedx-py environment --output-reproducible --output-file .release/sbom.cdx.json .release/env/bin/python
	$(BIN)/python tools/licences.py .release/sbom.cdx.json
	$(BIN)/python tools/release.py --assets

audit: $(READY) ## Look for known vulnerabilities in the locked versions, and say so if that needs a network that is not there
	$(BIN)/python tools/audit.py $(if $(CI),--required)

release: $(READY) ## Make the commit and the signed tag of a release: make release VERSION=1.2.0
	$(BIN)/python tools/release.py $(VERSION)
	$(MAKE) dist
	git commit --all --message "release: $(VERSION)"
	git tag --sign v$(VERSION) --message "calm-lint $(VERSION)"

clean: ## Remove what the tasks have made
	rm -rf .venv .tox .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache .fuzz .release dist site

# Bytecode is compiled here because some environments forbid Python to write it later.
$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(PIP) --editable '.[dev]'
	$(BIN)/python -m compileall -q lint rules schemas
	@touch $@
