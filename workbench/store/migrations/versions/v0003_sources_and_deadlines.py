"""The day's work: deadlines, stories off the desk, sources described once, reasons for a change."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what the desk page, the card and the sources page keep."""
    op.add_column("stories", sa.Column("deadline", sa.String(20)))
    off = sa.Column("archived", sa.Boolean, nullable=False, server_default=sa.false())
    op.add_column("stories", off)
    op.add_column("stories", sa.Column("signed_unsourced", sa.Integer))
    op.add_column("claims", sa.Column("reason", sa.Text))
    op.add_column("sources", sa.Column("csl", sa.Text))
    op.add_column("sources", sa.Column("same_as", sa.Integer))
    op.create_index("sources_by_same", "sources", ["same_as"])
    op.create_table(
        "source_log",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("at", sa.String(20), nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("source_id", sa.Integer, nullable=False),
        sa.Column("old", sa.Text),
        sa.Column("new", sa.Text),
        sqlite_autoincrement=True,
    )
    op.create_index("source_log_by_source", "source_log", ["source_id", "seq"])
