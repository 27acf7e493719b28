"""
The portal on one machine: what `make setup`, `make run` and `make test` stand on.

`bootstrap` installs, `servers` holds real PostgreSQL and Valkey for as long as somebody needs them,
`environment` tells a process where they are, `portal` runs everything in the foreground.
Nothing here is used in production.
"""
