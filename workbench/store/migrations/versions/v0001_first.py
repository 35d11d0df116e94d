"""The first schema: stories, drafts, claims, sources, evidence, events and their values."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SQLITE_TRIGGERS = (
    """CREATE TRIGGER events_never_change BEFORE UPDATE ON events
    BEGIN SELECT RAISE(ABORT, 'events are never changed'); END""",
    """CREATE TRIGGER events_never_go BEFORE DELETE ON events
    BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END""",
    """CREATE TRIGGER event_values_only_erased BEFORE UPDATE ON event_values
    WHEN NEW.value IS NOT NULL OR NEW.salt IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'values of events are erased or left alone'); END""",
    """CREATE TRIGGER event_values_never_go BEFORE DELETE ON event_values
    BEGIN SELECT RAISE(ABORT, 'values of events are never deleted'); END""",
)

POSTGRESQL_TRIGGERS = (
    """CREATE FUNCTION workbench_refuse() RETURNS trigger AS $$
    BEGIN RAISE EXCEPTION '% are never changed or deleted', TG_TABLE_NAME; END
    $$ LANGUAGE plpgsql""",
    """CREATE TRIGGER events_never_change BEFORE UPDATE OR DELETE ON events
    FOR EACH ROW EXECUTE FUNCTION workbench_refuse()""",
    """CREATE TRIGGER event_values_only_erased BEFORE UPDATE ON event_values
    FOR EACH ROW WHEN (NEW.value IS NOT NULL OR NEW.salt IS NOT NULL)
    EXECUTE FUNCTION workbench_refuse()""",
    """CREATE TRIGGER event_values_never_go BEFORE DELETE ON event_values
    FOR EACH ROW EXECUTE FUNCTION workbench_refuse()""",
)


def upgrade() -> None:
    """Make the tables and the triggers that keep events as they were written."""
    _stories()
    _claims()
    _sources()
    _events()
    sqlite = op.get_bind().dialect.name == "sqlite"
    for trigger in SQLITE_TRIGGERS if sqlite else POSTGRESQL_TRIGGERS:
        op.execute(trigger)


def _stories() -> None:
    op.create_table(
        "stories",
        sa.Column("id", sa.String(80), primary_key=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("draft", sa.Integer, nullable=False),
        sa.Column("published", sa.String(40)),
        sa.Column("received_at", sa.String(20), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("head_hash", sa.String(64), nullable=False),
    )
    op.create_table(
        "drafts",
        sa.Column("story_id", sa.String(80), sa.ForeignKey("stories.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("received_at", sa.String(20), nullable=False),
        sa.Column("received_by", sa.Text, nullable=False),
    )
    op.create_index("drafts_by_hash", "drafts", ["sha256"])


def _claims() -> None:
    op.create_table(
        "claims",
        sa.Column("id", sa.String(100), primary_key=True),
        sa.Column("story_id", sa.String(80), nullable=False),
        sa.Column("draft", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("first", sa.Integer, nullable=False),
        sa.Column("past", sa.Integer, nullable=False),
        sa.Column("reading", sa.Text, nullable=False),
        sa.Column("added_by_hand", sa.Boolean, nullable=False),
        sa.Column("status", sa.String(30), nullable=False),
        sa.Column("said_so", sa.String(30)),
        sa.Column("proposed", sa.Text),
        sa.Column("note", sa.Text),
        sa.Column("checked_by", sa.Text),
        sa.Column("checked_at", sa.String(20)),
        sa.Column("stated_in", sa.Text),
        sa.Column("second_by", sa.Text),
        sa.Column("second_at", sa.String(20)),
        sa.Column("unsourced", sa.Boolean, nullable=False),
        sa.ForeignKeyConstraint(["story_id", "draft"], ["drafts.story_id", "drafts.number"]),
    )
    op.create_index("claims_by_number", "claims", ["story_id", "number"], unique=True)
    op.create_index("claims_by_place", "claims", ["story_id", "draft", "first", "past"])
    op.create_index("claims_by_status", "claims", ["story_id", "status", "unsourced"])


def _sources() -> None:
    op.create_table(
        "sources",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("title_key", sa.Text, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("confidential", sa.Boolean, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("sources_by_title", "sources", ["title_key"])
    op.create_index("sources_by_address", "sources", ["address"])
    op.create_table(
        "evidence",
        sa.Column("claim_id", sa.String(100), sa.ForeignKey("claims.id"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("source_id", sa.Integer, sa.ForeignKey("sources.id"), nullable=False),
        sa.Column("cited", sa.Text, nullable=False),
        sa.Column("locator", sa.Text, nullable=False),
        sa.Column("quote", sa.Text, nullable=False),
        sa.Column("supports", sa.Text, nullable=False),
    )
    op.create_index("evidence_by_source", "evidence", ["source_id"])


def _events() -> None:
    op.create_table(
        "events",
        sa.Column("story_id", sa.String(80), sa.ForeignKey("stories.id"), primary_key=True),
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("at", sa.String(20), nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("claim_id", sa.String(100)),
        sa.Column("field", sa.String(30), nullable=False),
        sa.Column("old_hash", sa.String(64)),
        sa.Column("new_hash", sa.String(64)),
        sa.Column("batch", sa.Integer, nullable=False),
        sa.Column("prev_hash", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
    )
    op.create_index("events_by_claim", "events", ["claim_id", "field", "seq"])
    op.create_index("events_by_hash", "events", ["hash"])
    op.create_table(
        "event_values",
        sa.Column("story_id", sa.String(80), primary_key=True),
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("side", sa.String(3), primary_key=True),
        sa.Column("salt", sa.String(64)),
        sa.Column("value", sa.Text),
        sa.ForeignKeyConstraint(["story_id", "seq"], ["events.story_id", "events.seq"]),
    )
