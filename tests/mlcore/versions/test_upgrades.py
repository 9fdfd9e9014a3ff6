"""What older releases stored of a run comes into the shape of this one; what this one stored stays."""

from mlcore.versions import upgrades


def test_what_this_release_stored_is_left_alone():
    stored = {"format": upgrades.FORMAT, "parts": {"anything": 1}}
    assert upgrades.details(stored) is stored


def test_a_run_of_the_first_shape_keeps_its_own_and_what_is_stored_is_not_changed():
    stored = {"beats_baseline": False, "parts": {"folds": 5, "gone": 1}, "diagnosis": {}}
    upgraded = upgrades.details(stored)
    assert upgraded["beats_baseline"] is False
    assert upgraded["parts"] == {"rows": 0, "groups": 0, "folds": 5}
    assert upgraded["diagnosis"] is None
    assert stored["parts"] == {"folds": 5, "gone": 1}


def test_a_diagnosis_has_every_part_that_came_later_empty():
    upgraded = upgrades.details({"diagnosis": {"out_of_fold": {"r2": 0.8}, "gone": 1}})
    empty = {"together": None, "importance": [], "dependence": [], "coverage": [], "groups": []}
    assert upgraded["diagnosis"] == empty | {"out_of_fold": {"r2": 0.8}}


def test_a_dependence_without_a_contrast_stays_without():
    dependence = {"field": "x", "points": [], "contrast": None}
    assert upgrades.details({"diagnosis": {"dependence": [dependence]}})["diagnosis"]["dependence"] == [dependence]


def test_figures_that_were_not_measured_are_as_if_not_there():
    assert upgrades.figures({"gap": 0.02, "spread": None, "gone": 1}) == {"gap": 0.02}
