# One image for web, worker, renderer, beat and the migrations; docker-compose.yml says which runs what.
FROM python:3.11.14-slim-bookworm AS build

RUN apt-get update && apt-get install -y --no-install-recommends gettext \
    && rm -rf /var/lib/apt/lists/*
RUN pip install --no-cache-dir uv==0.13.8
WORKDIR /srv/oqu/app
ENV UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=copy UV_COMPILE_BYTECODE=1
COPY pyproject.toml uv.lock ./
RUN uv sync --locked --no-dev
COPY . .
ENV PATH=/srv/oqu/app/.venv/bin:$PATH
RUN django-admin compilemessages --ignore .venv
# The values of the example only let the settings load; none of them gets into the image.
RUN set -a && . ./.env.example && set +a \
    && DJANGO_SETTINGS_MODULE=oqu.settings.local python -m django collectstatic --no-input --ignore rest_framework


FROM python:3.11.14-slim-bookworm

RUN apt-get update && apt-get install -y --no-install-recommends \
        libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0 util-linux \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --system --home-dir /srv/oqu --shell /usr/sbin/nologin oqu \
    && install -d -o oqu -g oqu /srv/oqu/media /srv/oqu/beat
COPY --from=build /srv/oqu /srv/oqu
WORKDIR /srv/oqu/app
ENV PATH=/srv/oqu/app/.venv/bin:$PATH PYTHONUNBUFFERED=1 DJANGO_SETTINGS_MODULE=oqu.settings.production
USER oqu
EXPOSE 8000
