"""The tables as the program sees them; the migrations make them, and a test holds both equal.

Times are ISO 8601 text in UTC to the second, so that a hash over them is the same on every
database.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    false,
)

metadata = MetaData()

stories = Table(
    "stories",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("title", Text, nullable=False),
    Column("draft", Integer, nullable=False),
    Column("published", String(40)),
    Column("received_at", String(20), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("head_hash", String(64), nullable=False),
    Column("signed_by", Text),
    Column("signed_at", String(20)),
    Column("signed_sha256", String(64)),
    Column("signed_alone", Boolean),
    Column("broken_by", Text),
    Column("broken_at", String(20)),
    Column("deadline", String(20)),
    # taken off the desk: kept in full, listed nowhere
    Column("archived", Boolean, nullable=False, server_default=false()),
    Column("signed_unsourced", Integer),
)

drafts = Table(
    "drafts",
    metadata,
    Column("story_id", String(80), ForeignKey("stories.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("text", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("received_at", String(20), nullable=False),
    Column("received_by", Text, nullable=False),
    Index("drafts_by_hash", "sha256"),
)

# each file once, however many drafts and sources it is; null where its bytes were erased on purpose
originals = Table(
    "originals",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("data", LargeBinary),
)

draft_files = Table(
    "draft_files",
    metadata,
    Column("story_id", String(80), primary_key=True),
    Column("draft", Integer, primary_key=True),
    Column("sha256", String(64), ForeignKey("originals.sha256"), nullable=False),
    Column("size", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", String(10), nullable=False),
    Column("encoding", String(40), nullable=False),
    Column("byline", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("notes", Text, nullable=False),
    Column("locators", Text, nullable=False),
    Column("comments", Text, nullable=False),
    ForeignKeyConstraint(["story_id", "draft"], ["drafts.story_id", "drafts.number"]),
    Index("draft_files_by_original", "sha256"),
)

claims = Table(
    "claims",
    metadata,
    Column("id", String(100), primary_key=True),
    Column("story_id", String(80), nullable=False),
    Column("draft", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("first", Integer, nullable=False),
    Column("past", Integer, nullable=False),
    Column("reading", Text, nullable=False),
    Column("added_by_hand", Boolean, nullable=False),
    Column("status", String(30), nullable=False),
    Column("said_so", String(30)),
    Column("proposed", Text),
    # why the wording should change
    Column("reason", Text),
    Column("note", Text),
    Column("checked_by", Text),
    Column("checked_at", String(20)),
    Column("stated_in", Text),
    Column("second_by", Text),
    Column("second_at", String(20)),
    Column("unsourced", Boolean, nullable=False),
    Column("decision", String(10)),
    # taken back by an undo: its number is never given again
    Column("gone", Boolean, nullable=False, server_default=false()),
    ForeignKeyConstraint(["story_id", "draft"], ["drafts.story_id", "drafts.number"]),
    Index("claims_by_number", "story_id", "number", unique=True),
    Index("claims_by_place", "story_id", "draft", "first", "past"),
    Index("claims_by_status", "story_id", "gone", "status", "unsourced"),
)

sources = Table(
    "sources",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("title", Text, nullable=False),
    Column("title_key", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("role", String(20), nullable=False),
    Column("confidential", Boolean, nullable=False),
    # the rest of its description, as CSL-JSON
    Column("csl", Text),
    # another spelling of that source: found by its own name, shown under the other's
    Column("same_as", Integer),
    Index("sources_by_same", "same_as"),
    Index("sources_by_title", "title_key"),
    Index("sources_by_address", "address"),
    # an identity once given is never given again
    sqlite_autoincrement=True,
)

evidence = Table(
    "evidence",
    metadata,
    Column("claim_id", String(100), ForeignKey("claims.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("source_id", Integer, ForeignKey("sources.id"), nullable=False),
    Column("cited", Text, nullable=False),
    Column("locator", Text, nullable=False),
    Column("quote", Text, nullable=False),
    Column("supports", Text, nullable=False),
    # the file that the quote stands in; null where the evidence names none
    Column("file_sha256", String(64)),
    Index("evidence_by_source", "source_id"),
    Index("evidence_by_file", "file_sha256"),
)

# what a source is, as it was when it was looked into; one row for the same bytes of one source
source_files = Table(
    "source_files",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source_id", Integer, ForeignKey("sources.id"), nullable=False),
    Column("sha256", String(64), ForeignKey("originals.sha256"), nullable=False),
    # the story it was dropped on; null where it is the whole desk's
    Column("story_id", String(80), ForeignKey("stories.id")),
    Column("name", Text, nullable=False),
    Column("kind", String(10), nullable=False),
    Column("size", Integer, nullable=False),
    Column("encoding", String(40), nullable=False),
    Column("address", Text, nullable=False),
    Column("notes", Text, nullable=False),
    Column("kept_at", String(20), nullable=False),
    Column("kept_by", Text, nullable=False),
    Column("erased_by", Text),
    Column("erased_at", String(20)),
    Column("reason", Text),
    Index("source_files_by_source", "source_id", "sha256", unique=True),
    Index("source_files_by_original", "sha256"),
    Index("source_files_by_story", "story_id"),
    # an identity once given is never given again
    sqlite_autoincrement=True,
)

# what the last search of the files found on each claim: a machine's finding, no part of the history
lookups = Table(
    "lookups",
    metadata,
    Column("claim_id", String(100), primary_key=True),
    Column("story_id", String(80), nullable=False),
    Column("stands", String(10), nullable=False),
    Column("file_sha256", String(64)),
    Column("file_name", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("said", Text, nullable=False),
    Column("reading_hash", String(64), nullable=False),
    Column("at", String(20), nullable=False),
    Index("lookups_by_story", "story_id"),
    Index("lookups_by_file", "file_sha256"),
)

events = Table(
    "events",
    metadata,
    Column("story_id", String(80), ForeignKey("stories.id"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("at", String(20), nullable=False),
    Column("who", Text, nullable=False),
    Column("claim_id", String(100)),
    Column("field", String(30), nullable=False),
    Column("old_hash", String(64)),
    Column("new_hash", String(64)),
    Column("batch", Integer, nullable=False),
    Column("prev_hash", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    # true where a login proved the name; null everywhere else
    Column("proven", Boolean),
    Index("events_by_claim", "claim_id", "field", "seq"),
    Index("events_by_person", "story_id", "who", "seq"),
    Index("events_by_hash", "hash"),
)

# beside the events, so that a value can be erased on purpose while the chain stays whole
event_values = Table(
    "event_values",
    metadata,
    Column("story_id", String(80), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("side", String(3), primary_key=True),
    Column("salt", String(64)),
    Column("value", Text),
    ForeignKeyConstraint(["story_id", "seq"], ["events.story_id", "events.seq"]),
)

desk_settings = Table(
    "desk_settings",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
    Column("set_by", Text, nullable=False),
    Column("set_at", String(20), nullable=False),
)

# what was done to the description of a source, by whom: a source belongs to no one story
source_log = Table(
    "source_log",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("at", String(20), nullable=False),
    Column("who", Text, nullable=False),
    Column("source_id", Integer, nullable=False),
    Column("old", Text),
    Column("new", Text),
    Index("source_log_by_source", "source_id", "seq"),
    sqlite_autoincrement=True,
)

# who is where at this moment: no part of the history, and worth nothing a minute later
presence = Table(
    "presence",
    metadata,
    Column("story_id", String(80), primary_key=True),
    Column("who", Text, primary_key=True),
    Column("claim_id", String(100)),
    Column("at", Integer, nullable=False),
)
