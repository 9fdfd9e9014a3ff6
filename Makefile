# The two commands: `make run` serves the product, `make test` proves it. The rest is for developers.
PYTHON ?= python3
PORT ?= 8080
VENV := .venv
BIN := $(VENV)/bin
export OMP_NUM_THREADS = 1

.PHONY: run test coverage mutants lint format messages openapi bench lock clean port

run: port $(VENV)/runtime.stamp .env staticfiles/.stamp
	$(BIN)/python manage.py setup --demo
	@echo "Serving on http://127.0.0.1:$(PORT), with a worker for the jobs on /jobs/ (Ctrl-C stops both)"
	@exec $(BIN)/python -m studentperf.serving.together \
		$(BIN)/gunicorn studentperf.wsgi --bind 127.0.0.1:$(PORT) --workers 2 --threads 4 --no-control-socket \
		--worker-class studentperf.serving.worker.PatientWorker --forwarder-headers '' \
		-- $(BIN)/python manage.py work

# Said before a minute of installing, not after it. A server that was killed leaves the port after a second or two.
port:
	@for _ in 1 2 3 4 5; do \
		$(PYTHON) -c 'import socket; socket.create_server(("127.0.0.1", $(PORT)))' 2>/dev/null && exit 0; sleep 1; done; \
		echo "Port $(PORT) is in use. Stop what uses it, or choose another: make run PORT=8081" >&2; exit 1

test: $(VENV)/dev.stamp .venv-deploy/.stamp
	$(BIN)/pytest -n 2 --dist loadfile

# Branches of what everything else relies on. What worker processes run is not counted.
coverage: $(VENV)/dev.stamp
	$(BIN)/pytest -n 2 --dist loadfile tests/mlcore tests/predictor/access tests/upgrade \
		--cov=mlcore.pipeline --cov=predictor.access --cov=predictor.roles --cov-branch --cov-report=term:skip-covered

# Changes the rules that must hold in small ways and names the changes that no test notices (pyproject.toml: mutmut).
mutants: $(VENV)/dev.stamp
	$(BIN)/mutmut run --max-children 2
	$(BIN)/mutmut results

lint: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/djlint --quiet --check templates
	$(BIN)/djlint --quiet --lint templates
	SECRET_KEY=$(LINT_KEY) ALLOWED_HOSTS=localhost $(BIN)/mypy
	SECRET_KEY=$(LINT_KEY) ALLOWED_HOSTS=localhost $(BIN)/python manage.py makemigrations --check --dry-run

# Long enough for the settings; nothing is served with it.
LINT_KEY := only-to-read-the-code-only-to-read-the-code

# One prediction beside a scikit-learn Pipeline on a DataFrame, one import beside pandas.read_csv, as ratios.
# A training beside the nine with library defaults: `make bench ROWS="1000 10000"` for other numbers of rows.
# And how often a new model takes the place of a live one, and whether intervals of class forecasts hold (a minute).
bench: $(VENV)/runtime.stamp
	PYTHONPATH=. $(BIN)/python tests/bench/predicting.py
	PYTHONPATH=. $(BIN)/python tests/bench/importing.py
	PYTHONPATH=. $(BIN)/python tests/bench/gating.py
	PYTHONPATH=.:tests/support/pipeline $(BIN)/python tests/bench/training.py $(if $(ROWS),--rows $(ROWS))
	PYTHONPATH=.:tests/support/forecasts $(BIN)/python tests/bench/classes.py
	DJANGO_SETTINGS_MODULE=studentperf.settings PYTHONPATH=.:tests/support $(BIN)/python tests/bench/imports.py
	DJANGO_SETTINGS_MODULE=studentperf.settings PYTHONPATH=.:tests/support $(BIN)/python tests/bench/predictions/whole_class.py
	PYTHONPATH=. $(BIN)/python tests/bench/predictions/files.py

format: $(VENV)/dev.stamp
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djlint --quiet --reformat templates

# What people read, in every language: new texts of the code come into locale/*/LC_MESSAGES/django.po, to be translated.
messages: $(VENV)/dev.stamp
	$(BIN)/python locale/messages.py

# The API as programs read it, docs/openapi.json; a test says when it is not what is served any more.
openapi: $(VENV)/runtime.stamp
	SECRET_KEY=$(LINT_KEY) ALLOWED_HOSTS=localhost $(BIN)/python manage.py openapi

lock: $(VENV)/dev.stamp
	$(BIN)/uv pip compile -q --no-strip-extras --universal --fork-strategy fewest --python-version 3.11 --generate-hashes \
		requirements.in -o requirements.txt
	$(BIN)/uv pip compile -q --no-strip-extras --universal --fork-strategy fewest --python-version 3.11 --generate-hashes \
		requirements-s3.in -o requirements-s3.txt
	$(BIN)/uv pip compile -q --no-strip-extras --universal --fork-strategy fewest --python-version 3.11 --generate-hashes \
		requirements-dask.in -o requirements-dask.txt
	$(BIN)/uv pip compile -q --no-strip-extras --universal --fork-strategy fewest --python-version 3.11 --generate-hashes \
		requirements-dev.in -o requirements-dev.txt
	$(BIN)/uv pip compile -q --no-strip-extras --python-version 3.11 --generate-hashes \
		requirements-deploy.in -o requirements-deploy.txt

# Everything that can be made again; the data in var/ stays.
clean:
	rm -rf $(VENV) .venv-deploy staticfiles .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed: make run PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)

# The stamps are touched last: an interrupted installation is taken up again.
$(VENV)/runtime.stamp: requirements.txt | $(VENV)/bin/python
	@echo "Installing the requirements (about a minute)"
	$(BIN)/python -m pip install -q --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/dev.stamp: requirements-dev.txt $(VENV)/runtime.stamp
	@echo "Installing what the tests need (about a minute)"
	$(BIN)/python -m pip install -q --disable-pip-version-check -r requirements-dev.txt
	@touch $@

.env:
	@$(PYTHON) -c 'import secrets; print("SECRET_KEY=" + secrets.token_urlsafe(50)); print("ALLOWED_HOSTS=127.0.0.1,localhost")' > $@.part
	@chmod 600 $@.part && mv $@.part $@

# Not again for each setting that is changed: the files are the same whatever .env holds.
staticfiles/.stamp: $(VENV)/runtime.stamp $(shell find static -type f) | .env
	$(BIN)/python manage.py collectstatic --noinput -v0
	@touch $@

# --- the way to AWS (docs/deployment.md); DRY_RUN=1 only shows the commands
.PHONY: aws-build aws-push aws-deploy aws-rollback aws-status aws-destroy deploy-tools
aws-build aws-push aws-deploy aws-rollback aws-status:
	@deploy/aws.sh $(@:aws-%=%) $(if $(DRY_RUN),--dry-run) $(if $(STACK),--stack)

aws-destroy:
	@deploy/aws.sh destroy $(if $(DRY_RUN),--dry-run) $(if $(YES),--yes) $(if $(IMAGES),--images)

# The emulator and the checks of the deployment pin other versions of libraries than the product: a place of their own.
deploy-tools: .venv-deploy/.stamp

# What a release is made of, for whoever looks for known weaknesses (CycloneDX, with the hash of every file).
.PHONY: sbom
SBOM ?= sbom.cdx.json
sbom: .venv-deploy/.stamp
	.venv-deploy/bin/cyclonedx-py requirements requirements.txt --pyproject pyproject.toml --output-reproducible -o $(SBOM)

.venv-deploy/.stamp: requirements-deploy.txt | $(VENV)/bin/python
	@echo "Installing what the tests of the deployment need (about a minute)"
	$(BIN)/python -m venv .venv-deploy
	.venv-deploy/bin/python -m pip install -q --disable-pip-version-check -r requirements-deploy.txt
	@touch $@
