"""A third language needs no code: a folder with a catalog is offered."""

import pytest
from django.utils import formats, translation

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


@pytest.mark.parametrize(("code", "day"), [("en-gb", "7 March 2026"), ("de", "7. März 2026")])
def test_days_are_written_as_the_language_writes_them(code, day):
    import datetime as dt

    with translation.override(code):
        assert formats.date_format(dt.date(2026, 3, 7), "DATE_FORMAT") == day
