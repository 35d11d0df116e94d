"""The arithmetic that keeps the table from losing edits, without a browser."""

from __future__ import annotations

from workbench.app.table_edits import Overruled, cells, merged_base, new_edits

NOTE_1, NOTE_2, STATUS_1 = ("s.1", "note"), ("s.2", "note"), ("s.1", "status")


def test_positions_are_read_through_the_list_of_ids_that_was_rendered() -> None:
    assert cells({1: {"note": "x"}}, ["s.9", "s.2"]) == {NOTE_2: "x"}


def test_only_what_is_new_since_the_last_report_is_written() -> None:
    wanted, expected = new_edits(
        base={NOTE_1: "", NOTE_2: ""},
        seen={NOTE_1: "a", NOTE_2: ""},
        before={NOTE_1: "a"},
        now={NOTE_1: "a", NOTE_2: "b"},
    )
    assert (wanted, expected) == ({NOTE_2: "b"}, {NOTE_2: ""})


def test_a_cell_that_vanished_from_the_report_went_back_to_its_base() -> None:
    wanted, expected = new_edits(
        {STATUS_1: "open"}, {STATUS_1: "wrong"}, before={STATUS_1: "wrong"}, now={}
    )
    assert (wanted, expected) == ({STATUS_1: "open"}, {STATUS_1: "wrong"})


def test_an_empty_report_before_any_edit_writes_nothing() -> None:
    assert new_edits({NOTE_1: "a"}, {NOTE_1: "a"}, {}, {}) == ({}, {})


def test_the_edits_of_others_flow_into_cells_that_i_have_not_touched() -> None:
    base, overruled = merged_base({NOTE_1: "", NOTE_2: ""}, {NOTE_1: "", NOTE_2: "theirs"}, {})
    assert base == {NOTE_1: "", NOTE_2: "theirs"}
    assert overruled == []


def test_a_cell_that_i_edited_keeps_its_base_so_that_the_grid_keeps_my_edit() -> None:
    base, overruled = merged_base({NOTE_1: ""}, {NOTE_1: "mine"}, {NOTE_1: "mine"})
    assert base == {NOTE_1: ""}
    assert overruled == []


def test_a_cell_of_mine_that_somebody_changed_since_is_reported() -> None:
    _, overruled = merged_base({NOTE_1: ""}, {NOTE_1: "theirs"}, {NOTE_1: "mine"})
    assert overruled == [Overruled(NOTE_1, "mine", "theirs")]


def test_an_edit_over_a_value_that_arrived_while_the_editor_was_open_expects_what_was_seen() -> (
    None
):
    wanted, expected = new_edits({NOTE_1: "theirs"}, {NOTE_1: ""}, {}, {NOTE_1: "mine"})
    assert (wanted, expected) == ({NOTE_1: "mine"}, {NOTE_1: ""})
