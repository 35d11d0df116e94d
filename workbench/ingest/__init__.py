"""Files and streams to the texts of stories."""

from workbench.ingest.draft_pairs import DraftPair, read_pairs
from workbench.ingest.json_lines import BadLine, StoryLine, read_jsonl
from workbench.ingest.published import read_published
from workbench.ingest.story_file import (
    LARGEST,
    IngestedText,
    read_story_bytes,
    read_story_file,
    read_story_stream,
)

__all__ = [
    "LARGEST",
    "BadLine",
    "DraftPair",
    "IngestedText",
    "StoryLine",
    "read_jsonl",
    "read_pairs",
    "read_published",
    "read_story_bytes",
    "read_story_file",
    "read_story_stream",
]
