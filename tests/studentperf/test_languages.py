"""A third language needs no code: a folder with a catalog is offered."""

import pytest
from django.utils import formats, translation

from mlcore.pipeline.schema import Field, InvalidValue
from mlcore.words import numbers
from studentperf.basics import languages


def catalog(folder, locale):
    (folder / locale / "LC_MESSAGES").mkdir(parents=True)
    (folder / locale / "LC_MESSAGES/django.mo").touch()


def test_a_language_is_offered_as_soon_as_its_catalog_is_there(tmp_path):
    assert languages.offered(tmp_path) == [("en-gb", "English")]
    for locale in ("pt_BR", "fr", "de"):
        catalog(tmp_path, locale)
    offered = [("de", "Deutsch"), ("fr", "Français"), ("pt-br", "Português brasileiro")]
    assert languages.offered(tmp_path) == [("en-gb", "English"), *offered]


@pytest.mark.parametrize(
    ("code", "said"), [("en-gb", "\u22121,234.50"), ("de", "\u22121.234,50"), ("fr", "\u22121\xa0234,50")]
)
def test_numbers_are_written_as_the_language_writes_them(code, said):
    with translation.override(code):
        assert numbers.number(-1234.5, 2) == said


@pytest.mark.parametrize(("code", "value"), [("en-gb", "3.5"), ("de", "3.5")])
def test_a_decimal_comma_is_understood_where_people_write_it(code, value):
    with translation.override(code):
        assert numbers.typed("3.5") == value
        assert numbers.typed("3,5") == (value if code == "de" else "3,5")


@pytest.mark.parametrize(
    ("text", "remedy"), [("1.000", "1000 or 1,0"), ("1.500", "1500 or 1,5"), (" -12.345 ", "-12345 or -12,345")]
)
def test_a_point_that_parts_thousands_to_german_readers_is_unclear_there(text, remedy):
    field = Field(slug="mark", label="Mark", kind="number", minimum=-100_000, maximum=100_000)
    assert field.clean(numbers.typed(text)) == float(text)
    with translation.override("de"), pytest.raises(InvalidValue, match=f"two ways: write {remedy}$"):
        field.clean(numbers.typed(text))


@pytest.mark.parametrize(
    ("text", "value"), [("0.500", 0.5), ("1.5", 1.5), ("1000", 1000.0), ("1,0", 1.0), ("1,000", 1.0)]
)
def test_what_german_readers_can_mean_in_one_way_is_read_so(text, value):
    field = Field(slug="mark", label="Mark", kind="number", minimum=0, maximum=1000)
    with translation.override("de"):
        assert field.clean(numbers.typed(text)) == value


def test_a_number_with_point_and_comma_is_refused_as_it_was_typed():
    field = Field(slug="mark", label="Mark", kind="number", minimum=0, maximum=2000)
    with translation.override("de"), pytest.raises(InvalidValue, match=r"'1\.000,5'"):
        field.clean(numbers.typed("1.000,5"))


def test_a_comma_that_parts_thousands_is_refused_where_a_point_stands_before_decimals():
    field = Field(slug="mark", label="Mark", kind="number", minimum=0, maximum=1000)
    with pytest.raises(InvalidValue):
        field.clean(numbers.typed("1,000"))


@pytest.mark.parametrize(("code", "day"), [("en-gb", "7 March 2026"), ("de", "7. März 2026")])
def test_days_are_written_as_the_language_writes_them(code, day):
    import datetime as dt

    with translation.override(code):
        assert formats.date_format(dt.date(2026, 3, 7), "DATE_FORMAT") == day
