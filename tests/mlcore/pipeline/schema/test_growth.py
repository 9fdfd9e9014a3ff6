"""A newer version of a schema may add to what older rows say, and never change what they mean."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yearly import FIRST, GROWN, changed

from mlcore.pipeline.schema import Field
from mlcore.pipeline.schema.growth import contradictions

NOTE = Field(slug="note", label="Note", kind="category", choices=("x", "y"))


def said(newer):
    return [str(found) for found in contradictions(FIRST, newer)]


@pytest.mark.parametrize(
    "newer",
    [
        GROWN,
        replace(FIRST, fields=(NOTE, *FIRST.fields)),
        replace(FIRST, fields=FIRST.fields[::-1]),
        changed("effort", choices=("none", "low", "middle", "high")),
        changed("midterm", minimum=-10, maximum=120),
        changed("final", unit="points", label="Result", help="of the year", sensitive=True),
    ],
)
def test_what_is_only_added_contradicts_nothing(newer):
    assert said(newer) == []


@pytest.mark.parametrize(
    ("newer", "reason"),
    [
        (replace(FIRST, fields=FIRST.fields[1:]), "Track: the newer version has no such field"),
        (changed("track", choices=("a", "c")), "Track: no longer allows b"),
        (changed("track", choices=("A", "b")), "Track: no longer allows a"),
        (changed("track", kind="ordered"), "Track: was of the kind category, is of the kind ordered"),
        (changed("effort", choices=("high", "low")), "Effort: the choices stand in another order"),
        (changed("midterm", maximum=90), "Midterm: was from 0 to 100, is from 0 to 90"),
        (changed("midterm", unit="percent"), "Midterm: was in points, is in percent"),
        (changed("midterm", unknown=("99", "999", "x")), "Midterm: 99 now means not known"),
        (changed("midterm", unit=""), "Midterm: was in points, is without a unit"),
    ],
)
def test_each_change_of_meaning_is_named_with_its_field(newer, reason):
    assert said(newer) == [reason]


def test_all_changes_are_named_in_the_order_of_the_fields():
    newer = changed("midterm", changed("track", choices=("b",)), unit="percent", minimum=10)
    assert [found.split(":")[0] for found in said(newer)] == ["Track", "Midterm", "Midterm"]


@given(st.permutations(["low", "middle", "high", "top"]), st.integers(1, 4))
def test_levels_may_come_between_others_but_not_change_places(order, kept):
    older = changed("effort", choices=tuple(order[:kept]))
    newer = changed("effort", choices=("low", "middle", "high", "top"))
    in_order = [choice for choice in newer.field("effort").choices if choice in order[:kept]] == list(order[:kept])
    assert (contradictions(older, newer) == ()) is in_order
