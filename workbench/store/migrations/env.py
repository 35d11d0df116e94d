"""Alembic's entry: runs in the connection and the transaction that the store hands over."""

from __future__ import annotations

from alembic import context

# the name that Alembic loads this file under; anybody else who imports it runs nothing
if __name__ == "env_py":
    context.configure(connection=context.config.attributes["connection"])
    context.run_migrations()
