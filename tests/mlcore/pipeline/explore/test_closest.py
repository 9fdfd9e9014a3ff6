"""Very wide data: what is looked at, what is left out, and that picking fields by looking is paid for."""

import numpy as np
import pytest
from explored import EXAMS, exams
from wide_rows import wide_rows, wide_schema

from mlcore.pipeline.explore.closest import MOST_FIELDS, connections, untold_tests
from mlcore.pipeline.explore.matrix import against_target
from mlcore.pipeline.explore.summary import explore, summary

WIDE = wide_schema(30, 30)


@pytest.fixture(scope="module")
def rows():
    return wide_rows(WIDE)


def test_the_fields_that_go_most_closely_with_the_target_are_shown_and_all_others_named(rows):
    found = explore(rows, WIDE, "final")
    share = {comparison.field: comparison.share for comparison in against_target(rows, WIDE, "final")}
    shown = [comparison.field for comparison in found.comparisons]
    left = [connection.field for connection in found.left_out]
    assert len(shown) == MOST_FIELDS
    assert {*shown, *left} == set(share)
    assert min(share[slug] for slug in shown) >= max(share[slug] for slug in left)


def test_every_part_shows_the_same_fields_but_counts_are_of_all(rows):
    gappy = rows.assign(category_29=None)
    found = explore(gappy, WIDE, "final")
    shown = [*(comparison.field for comparison in found.comparisons), "final"]
    assert list(found.matrix.fields) == [field.field for field in found.summary.fields] == shown
    assert "category_29" in [connection.field for connection in found.left_out]
    assert found.summary.missing_values == summary(gappy, WIDE).missing_values == len(rows)


def test_a_field_that_is_asked_for_joins_those_shown(rows):
    last = explore(rows, WIDE, "final").left_out[-1].field
    found = explore(rows, WIDE, "final", field=last)
    assert last in found.matrix.fields
    assert last in [comparison.field for comparison in found.comparisons]
    assert last not in [connection.field for connection in found.left_out]


def test_a_field_in_its_own_subgroup_is_left_out():
    found = explore(wide_rows(WIDE, 600), WIDE, "final", ("category_0", "most"))
    assert [one.share for one in found.left_out if one.field == "category_0"] == [None]


def test_nothing_is_left_out_of_few_fields():
    found = explore(exams(), EXAMS, "math_score")
    assert found.left_out == ()
    assert len(found.comparisons) == 7


def test_connections_have_the_shares_and_tests_of_the_full_comparison():
    found = {one.field: one for one in connections(exams(), EXAMS, "math_score")}
    for comparison in against_target(exams(), EXAMS, "math_score"):
        assert found[comparison.field].share == pytest.approx(comparison.share)
        assert found[comparison.field].p_value == pytest.approx(comparison.p_value)


def test_noise_that_was_picked_out_of_much_noise_is_not_called_a_finding():
    loud = 0
    for seed in range(20):
        random = np.random.default_rng(seed)
        noise = wide_rows(WIDE).apply(lambda column, random=random: random.permutation(column))
        loud += any(insight.kind == "strongest" for insight in explore(noise, WIDE, "final").insights)
    assert loud <= 3


def test_what_is_not_looked_at_counts_among_the_tests(rows):
    left = explore(rows, WIDE, "final").left_out
    tests = untold_tests(WIDE, "final", left)
    assert {tuple(sorted((one.field, "final"))) for one in left} <= set(tests)
    numbers = [one.field for one in left if one.field.startswith("number")]
    assert all(tests[tuple(sorted(("number_0", slug)))] == 1 for slug in numbers if slug != "number_0")
