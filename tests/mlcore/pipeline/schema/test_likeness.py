"""A name that is not known says which one it looks like, and in which character it differs: the eye does not see it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlcore.pipeline.schema.likeness import meant, nearest

KNOWN = ("gender", "maths_score", "final", "item_11")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "g\u0435nder",
            ": its character 2 is CYRILLIC SMALL LETTER IE, where \u201cgender\u201d has LATIN SMALL LETTER E",
        ),
        ("gender\u00a0", ": its character 7 is NO-BREAK SPACE, where \u201cgender\u201d ends"),
        ("gen\u200bder", ": its character 4 is ZERO WIDTH SPACE, where \u201cgender\u201d has LATIN SMALL LETTER D"),
        ("maths\u2010score", ": its character 6 is HYPHEN, where \u201cmaths_score\u201d has LOW LINE"),
        ("\ufb01nal", ": its character 1 is LATIN SMALL LIGATURE FI, where \u201cfinal\u201d has LATIN SMALL LETTER F"),
        ("Gender", "; did you mean 'gender'?"),
        ("gendre", "; did you mean 'gender'?"),
        ("item_l1", ": its character 6 is LATIN SMALL LETTER L, where \u201citem_11\u201d has DIGIT ONE"),
        ("shoe size", ""),
        ("", ""),
    ],
)
def test_a_name_is_told_from_the_one_it_looks_like(name, said):
    assert str(meant(name, KNOWN)) == said


def test_the_same_at_a_glance_comes_before_what_is_spelt_nearly_the_same():
    assert nearest("\u0441\u0440\u0435", ("spe", "cpe")) == "cpe"


@given(st.text(max_size=12), st.lists(st.text(min_size=1, max_size=12), max_size=4))
def test_only_a_known_name_is_ever_near(name, known):
    assert nearest(name, known) in (None, *known)
    assert (meant(name, known) == "") == (nearest(name, known) is None)
