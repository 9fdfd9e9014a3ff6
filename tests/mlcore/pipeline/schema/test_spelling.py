"""Values dressed in what keyboards, web pages and spreadsheets add are understood; others are not let through."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mlcore.pipeline.schema import Field, InvalidValue, header_key
from mlcore.pipeline.schema.spelling import SPACES, STRAIGHT, UNSEEN, spelled, tidy

CHOICES = ("master's degree", "\u00e9cole priv\u00e9e", "10-20 hours", "\u0430\u0431", "1", "n/a")
PARENT = Field(slug="parent", label="Parent's degree", kind="category", choices=CHOICES)
SCORE = Field(slug="score", label="Score", kind="number", minimum=-50, maximum=100)
PLACE = Field(slug="place", label="Place", kind="group")
ALIKE = {plain: [letter for letter, other in STRAIGHT.items() if other == plain] for plain in "'-"}


@st.composite
def dressed(draw, texts):
    """A text with other quotes, dashes, spaces and letters, and with marks that nobody sees."""
    text = draw(st.sampled_from(["NFC", "NFD"]).map(lambda form: unicodedata.normalize(form, texts(draw))))
    codes = {" ": SPACES, **ALIKE}
    letters = [chr(draw(st.sampled_from([ord(letter), *codes.get(letter, [])]))) for letter in text]
    unseen = st.sampled_from(["", "", *map(chr, UNSEEN)])
    spaces = st.text(st.sampled_from([" ", "\t", *map(chr, SPACES)]), max_size=2)
    return draw(spaces) + "".join(draw(unseen) + letter for letter in letters) + draw(unseen) + draw(spaces)


def choices(draw):
    return draw(st.sampled_from(CHOICES))


@given(st.data())
def test_a_choice_is_understood_however_it_is_dressed(data):
    text = data.draw(dressed(choices))
    assert PARENT.clean(text) == next(choice for choice in CHOICES if spelled(choice) == spelled(text))
    assert PARENT.clean(text.upper()) == PARENT.clean(text)


@given(st.text(max_size=6) | st.sampled_from(CHOICES).flatmap(lambda c: st.sampled_from([c + "x", c[1:], c + c])))
def test_what_is_neither_a_choice_nor_nothing_is_never_let_through(text):
    if spelled(text) in {spelled(choice) for choice in CHOICES} or PARENT.means_nothing(text):
        return
    if text.strip().rstrip("0").rstrip(".,") == "1":
        return
    with pytest.raises(InvalidValue, match="expected one of"):
        PARENT.clean(text)


@given(st.data(), st.floats(-50, 100).map(lambda number: round(number, 2)))
def test_a_number_is_understood_however_it_is_dressed(data, number):
    assert SCORE.clean(data.draw(dressed(lambda _: f"{number:.2f}"))) == number


@given(st.text(max_size=8))
@example("\u1fef\u037e\u0345")
def test_spelling_is_a_key_spelling_it_again_changes_nothing(text):
    assert spelled(spelled(text)) == spelled(text) == spelled(tidy(text))


def test_the_plain_backtick_is_an_apostrophe_too():
    assert PARENT.clean("master`s degree") == "master's degree"


def test_a_name_keeps_its_letters_and_loses_what_nobody_sees():
    assert PLACE.clean("\ufeff St\u00a0Mary\u2019s\u200b\u200f ") == "St Mary\u2019s"


@pytest.mark.parametrize(
    "header",
    ["Parent\u2019s degree", "PARENT'S\u00a0DEGREE", "Pa\u00adrent\u2032s_degree", "\ufeffParent\u02bcs degree\u200e"],
)
def test_a_header_is_understood_however_it_is_dressed(header):
    assert header_key(header) in PARENT.header_keys


def test_headers_that_differ_in_vowels_alone_stay_two_and_composed_ones_are_one():
    assert header_key("\u0915\u093f") != header_key("\u0915\u093e")
    assert header_key("e\u0301cole") == header_key("\u00c9COLE")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "m\u0430le",
            "'m\u0430le' is not allowed: its character 2 is CYRILLIC SMALL LETTER A, where \u201cmale\u201d has",
        ),
        ("\uff4dale", "character 1 is FULLWIDTH LATIN SMALL LETTER M, where \u201cmale\u201d has LATIN SMALL LETTER M"),
        (
            "ecole",
            "character 1 is LATIN SMALL LETTER E, where \u201c\u00e9cole\u201d has LATIN SMALL LETTER E WITH ACUTE",
        ),
        ("male.", "character 5 is FULL STOP, where \u201cmale\u201d ends"),
        ("sch0ol", "character 4 is DIGIT ZERO, where \u201cschool\u201d has LATIN SMALL LETTER O"),
        ("a b", "character 2 is SPACE, where \u201ca-b\u201d has HYPHEN-MINUS"),
        ("ab", "character 2 is LATIN SMALL LETTER B, where \u201ca-b\u201d has HYPHEN-MINUS"),
        ("tree", "'tree' is not allowed; expected one of: male, "),
    ],
)
def test_a_refusal_says_where_a_value_differs_from_the_one_it_looks_like(text, said):
    field = Field(slug="x", label="X", kind="category", choices=("male", "\u00e9cole", "school", "a-b"))
    with pytest.raises(InvalidValue) as refusal:
        field.clean(text)
    assert said in str(refusal.value)


def test_two_stored_choices_that_differ_in_a_dash_are_still_told_apart():
    field = Field(slug="x", label="X", kind="category", choices=("1-2", "1\u20132"))
    assert (field.clean("1-2"), field.clean("1\u20132")) == ("1-2", "1\u20132")
    with pytest.raises(InvalidValue):
        field.clean("1\u20142")
