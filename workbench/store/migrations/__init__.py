"""The history of the schema, as Alembic runs it when a store is opened."""
