# syntax=docker/dockerfile:1
# RSEnet in production: `docker build -t rsenet .`; compose.yaml shows how it is run. No embedded PostgreSQL here.
FROM python:3.13-slim-bookworm AS build

ENV UV_PROJECT_ENVIRONMENT=/opt/rsenet/.venv \
    UV_PYTHON_DOWNLOADS=never \
    UV_COMPILE_BYTECODE=1 \
    UV_LINK_MODE=copy
RUN pip install --no-cache-dir uv==0.13.9
WORKDIR /opt/rsenet
COPY pyproject.toml uv.lock ./
RUN uv sync --frozen --no-dev --no-cache
COPY . .
RUN .venv/bin/python tools/translations.py compile \
 && .venv/bin/python -m compileall -q accounts animation communities core notifications posts pulse rsenet

FROM python:3.13-slim-bookworm

RUN groupadd --system --gid 10001 rsenet \
 && useradd --system --uid 10001 --gid rsenet --home-dir /var/lib/rsenet --create-home rsenet
COPY --from=build /opt/rsenet /opt/rsenet
WORKDIR /opt/rsenet
ENV PATH=/opt/rsenet/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    RSENET_DATA_DIR=/var/lib/rsenet \
    RSENET_BIND=0.0.0.0 \
    PORT=8000
USER 10001:10001
VOLUME /var/lib/rsenet
EXPOSE 8000
# The process, not the whole installation: a database away must not restart the pages.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s CMD ["python", "-m", "rsenet.serve.alive"]
# Tables and static files first, if that is due; then the pages. The worker is `manage.py worker` in a container of its own.
CMD ["sh", "-c", "python manage.py prepare && exec python -m rsenet.serve.web"]
