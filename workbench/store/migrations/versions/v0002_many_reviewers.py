"""A desk of many: sign-off, editors' decisions, undone additions, settings, who is where."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

POSTGRESQL_TRIGGERS = (
    """CREATE TRIGGER events_never_emptied BEFORE TRUNCATE ON events
    EXECUTE FUNCTION workbench_refuse()""",
    """CREATE TRIGGER event_values_never_emptied BEFORE TRUNCATE ON event_values
    EXECUTE FUNCTION workbench_refuse()""",
)


def upgrade() -> None:
    """Add what two reviewers, an editor and an undo need."""
    _signatures()
    _claims()
    op.add_column("events", sa.Column("proven", sa.Boolean))
    op.create_index("events_by_person", "events", ["story_id", "who", "seq"])
    op.create_table(
        "desk_settings",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("set_by", sa.Text, nullable=False),
        sa.Column("set_at", sa.String(20), nullable=False),
    )
    _presence()
    if op.get_bind().dialect.name == "postgresql":
        for trigger in POSTGRESQL_TRIGGERS:
            op.execute(trigger)


def _signatures() -> None:
    op.add_column("stories", sa.Column("signed_by", sa.Text))
    op.add_column("stories", sa.Column("signed_at", sa.String(20)))
    op.add_column("stories", sa.Column("signed_sha256", sa.String(64)))
    op.add_column("stories", sa.Column("signed_alone", sa.Boolean))
    op.add_column("stories", sa.Column("broken_by", sa.Text))
    op.add_column("stories", sa.Column("broken_at", sa.String(20)))


def _claims() -> None:
    op.add_column("claims", sa.Column("decision", sa.String(10)))
    gone = sa.Column("gone", sa.Boolean, nullable=False, server_default=sa.false())
    op.add_column("claims", gone)
    op.drop_index("claims_by_status", "claims")
    op.create_index("claims_by_status", "claims", ["story_id", "gone", "status", "unsourced"])


def _presence() -> None:
    unlogged = ["UNLOGGED"] if op.get_bind().dialect.name == "postgresql" else []
    op.create_table(
        "presence",
        sa.Column("story_id", sa.String(80), primary_key=True),
        sa.Column("who", sa.Text, primary_key=True),
        sa.Column("claim_id", sa.String(100)),
        sa.Column("at", sa.Integer, nullable=False),
        prefixes=unlogged,
    )
