"""The file that a draft came in, with where in it each paragraph stands."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the files of drafts."""
    op.create_table(
        "originals",
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("data", sa.LargeBinary),
    )
    op.create_table(
        "draft_files",
        sa.Column("story_id", sa.String(80), primary_key=True),
        sa.Column("draft", sa.Integer, primary_key=True),
        sa.Column("sha256", sa.String(64), sa.ForeignKey("originals.sha256"), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("encoding", sa.String(40), nullable=False),
        sa.Column("byline", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("notes", sa.Text, nullable=False),
        sa.Column("locators", sa.Text, nullable=False),
        sa.Column("comments", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["story_id", "draft"], ["drafts.story_id", "drafts.number"]),
        sa.Index("draft_files_by_original", "sha256"),
    )
