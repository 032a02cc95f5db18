"""The table fails below a floor, and floors only ever rise by themselves."""

from __future__ import annotations

from evaluation.figures import Figure, failures, floors_document, read_floors, table

MORE = Figure("essays", "link F1", 97, slack=0.3)
LESS = Figure("essays", "moves wrong", 1, slack=0, less_is_better=True, whole=True)
BOTH = (MORE, LESS)


def test_a_figure_below_its_floor_is_named_with_both_numbers():
    below = failures(BOTH, {MORE.key: 96.4, LESS.key: 0}, {MORE.key: 96.5, LESS.key: 0})
    assert below == ["essays, link F1: 96.40, the floor is 96.50"]


def test_where_less_is_better_more_fails():
    assert failures([LESS], {LESS.key: 1}, {LESS.key: 1}) == []
    assert failures([LESS], {LESS.key: 2}, {LESS.key: 1}) == ["essays, moves wrong: 2, the floor is 1"]


def test_a_figure_without_a_floor_fails():
    assert "no floor" in failures([MORE], {MORE.key: 99}, {})[0]


def test_a_digit_that_the_table_does_not_show_fails_nothing():
    assert failures([MORE], {MORE.key: 96.4961}, {MORE.key: 96.5}) == []


def test_pinning_raises_a_floor_and_never_lowers_one(tmp_path):
    path = tmp_path / "floors.toml"
    path.write_text(floors_document(BOTH, {MORE.key: 97.0, LESS.key: 3}, {}), encoding="utf-8")
    assert read_floors(path) == {MORE.key: 96.7, LESS.key: 3}
    path.write_text(floors_document(BOTH, {MORE.key: 98.0, LESS.key: 4}, read_floors(path)), encoding="utf-8")
    assert read_floors(path) == {MORE.key: 97.7, LESS.key: 3}


def test_figures_of_one_set_share_a_table_wherever_they_stand(tmp_path):
    other = Figure("series", "link F1", slack=0)
    reached = {MORE.key: 97.0, other.key: 90.0, LESS.key: 3}
    path = tmp_path / "floors.toml"
    path.write_text(floors_document((MORE, other, LESS), reached, {}), encoding="utf-8")
    assert read_floors(path) == {MORE.key: 96.7, other.key: 90.0, LESS.key: 3}


def test_the_table_says_which_targets_are_reached():
    lines = table(BOTH, {MORE.key: 96.99, LESS.key: 1}, {MORE.key: 96.1}, {MORE.key: 96.5})
    assert lines[1].split() == ["essays", "link", "F1", "≥", "97.00", "96.99", "96.10", "96.50", "short"]
    assert lines[2].split() == ["essays", "moves", "wrong", "≤", "1", "1", "yes"]
