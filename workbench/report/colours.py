"""The colours of the statuses, the same in every report as on the screen's light theme."""

from workbench.claim import Status

COLOURS = {
    Status.OPEN: ("F1F1EF", "5F6461"),
    Status.ASKED: ("FFF3DE", "A85B00"),
    Status.CONFIRMED: ("E4F5E9", "146C3A"),
    Status.CONFIRMED_WITH_CHANGE: ("E3EFFB", "1A5A96"),
    Status.MISLEADING: ("F0E8FA", "6A3A9C"),
    Status.WRONG: ("FBE4E3", "A8231D"),
    Status.CONFLICTING: ("F0E8FA", "6A3A9C"),
    Status.UNVERIFIABLE: ("F1F1EF", "4B504D"),
    Status.ON_AUTHOR: ("E4F5E9", "146C3A"),
    Status.NOT_CHECKABLE: ("F1F1EF", "4B504D"),
    Status.DROPPED: ("FFFFFF", "6B706D"),
}
"""Ground and ink by status, as RRGGBB; each pair has a contrast of 4.5 or more."""
