#!/bin/sh
# Runs once, when PostgreSQL's container makes its cluster: the database, its owner, the application's role.
set -eu

psql --set=ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
     --set=owner_password="$OQU_OWNER_PASSWORD" --set=app_password="$OQU_APP_PASSWORD" <<'SQL'
CREATE ROLE oqu_owner LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB PASSWORD :'owner_password';
CREATE ROLE oqu_app LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB PASSWORD :'app_password';
CREATE DATABASE oqu OWNER oqu_owner;
REVOKE ALL ON DATABASE oqu FROM PUBLIC;
GRANT CONNECT ON DATABASE oqu TO oqu_app;
SQL
