"""The sources' own files, evidence that names its file, what a search of them found."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the files of sources."""
    op.add_column("evidence", sa.Column("file_sha256", sa.String(64)))
    op.create_index("evidence_by_file", "evidence", ["file_sha256"])
    op.create_table(
        "source_files",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("source_id", sa.Integer, sa.ForeignKey("sources.id"), nullable=False),
        sa.Column("sha256", sa.String(64), sa.ForeignKey("originals.sha256"), nullable=False),
        sa.Column("story_id", sa.String(80), sa.ForeignKey("stories.id")),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("encoding", sa.String(40), nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("notes", sa.Text, nullable=False),
        sa.Column("kept_at", sa.String(20), nullable=False),
        sa.Column("kept_by", sa.Text, nullable=False),
        sa.Column("erased_by", sa.Text),
        sa.Column("erased_at", sa.String(20)),
        sa.Column("reason", sa.Text),
        sa.Index("source_files_by_source", "source_id", "sha256", unique=True),
        sa.Index("source_files_by_original", "sha256"),
        sa.Index("source_files_by_story", "story_id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "lookups",
        sa.Column("claim_id", sa.String(100), primary_key=True),
        sa.Column("story_id", sa.String(80), nullable=False),
        sa.Column("stands", sa.String(10), nullable=False),
        sa.Column("file_sha256", sa.String(64)),
        sa.Column("file_name", sa.Text, nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("said", sa.Text, nullable=False),
        sa.Column("reading_hash", sa.String(64), nullable=False),
        sa.Column("at", sa.String(20), nullable=False),
        sa.Index("lookups_by_story", "story_id"),
        sa.Index("lookups_by_file", "file_sha256"),
    )
