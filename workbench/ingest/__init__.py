"""Files, pages and streams to the texts of stories."""

from workbench.ingest.claim_sheet import ClaimSheet, Role, StatedRow
from workbench.ingest.decoding import ENCODINGS
from workbench.ingest.draft_pairs import DraftPair, read_pairs
from workbench.ingest.json_lines import BadLine, StoryLine, read_jsonl
from workbench.ingest.kinds import BY_NAME, FileKind, is_address
from workbench.ingest.pieces import Comment, Locator, Said
from workbench.ingest.published import read_published
from workbench.ingest.reading import DocumentReader
from workbench.ingest.sheets import Sheet
from workbench.ingest.story_file import (
    LARGEST,
    IngestedText,
    choose_columns,
    is_report,
    read_story_address,
    read_story_bytes,
    read_story_file,
    read_story_stream,
)

__all__ = [
    "BY_NAME",
    "ENCODINGS",
    "LARGEST",
    "BadLine",
    "ClaimSheet",
    "Comment",
    "DocumentReader",
    "DraftPair",
    "FileKind",
    "IngestedText",
    "Locator",
    "Role",
    "Said",
    "Sheet",
    "StatedRow",
    "StoryLine",
    "choose_columns",
    "is_address",
    "is_report",
    "read_jsonl",
    "read_pairs",
    "read_published",
    "read_story_address",
    "read_story_bytes",
    "read_story_file",
    "read_story_stream",
]
