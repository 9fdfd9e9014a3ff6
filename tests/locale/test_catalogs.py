"""The catalogs of translations: complete, true to the code, and what is read is what was written."""

import importlib.util
import re
from collections import Counter
from pathlib import Path

import pytest
from babel.messages import mofile

ROOT = Path(__file__).resolve().parents[2]
spec = importlib.util.spec_from_file_location("messages", ROOT / "locale/messages.py")
messages = importlib.util.module_from_spec(spec)
spec.loader.exec_module(messages)

CATALOGS = messages.catalogs()
GAP = re.compile(r"%\(\w+\)\w")


@pytest.fixture(scope="module", params=CATALOGS, ids=lambda path: path.parents[1].name)
def path(request):
    return request.param


def texts(catalog):
    return [message for message in catalog if message.id]


def forms(message):
    """Each translation with the originals that it may stand for."""
    return tuple((text,) if isinstance(text, str) else text for text in (message.id, message.string))


def by_id(catalog):
    return [(*(tuple(part) for part in forms(message)), message.context) for message in texts(catalog)]


def test_there_is_german():
    assert "de" in {path.parents[1].name for path in CATALOGS}


def test_a_catalog_has_the_texts_of_the_code_and_no_others(path):
    assert path.read_bytes() == messages.as_text(messages.updated(path, messages.of_the_code())), "make messages"


def test_what_django_reads_is_what_was_written(path):
    with path.with_suffix(".mo").open("rb") as file:
        assert Counter(by_id(mofile.read_mo(file))) == Counter(by_id(messages.read(path))), "make messages"


def test_every_text_is_translated_and_none_is_a_guess(path):
    catalog = messages.read(path)
    assert [message.id for message in texts(catalog) if not messages.is_said(message) or message.fuzzy] == []
    assert catalog.fuzzy is False


def gaps(text):
    return Counter(GAP.findall(text))


def test_every_translation_has_the_gaps_of_its_original(path):
    """One of the plural forms may leave the number out: 'a student'."""
    wrong = []
    for ids, strings in map(forms, texts(messages.read(path))):
        allowed, least = set(gaps(" ".join(ids))), set(gaps(ids[0])) & set(gaps(ids[-1]))
        wrong += [said for said in strings if not least <= set(gaps(said)) <= allowed]
    assert wrong == []


def test_there_are_as_many_plural_forms_as_the_language_has(path):
    catalog = messages.read(path)
    plurals = [message for message in texts(catalog) if isinstance(message.id, tuple)]
    assert plurals
    assert {len(message.string) for message in plurals} == {catalog.num_plurals}


def test_a_translation_begins_and_ends_like_its_original(path):
    """A space or a full stop at the edge joins it to what stands beside it."""
    edges = re.compile(r"^\s*|\s*$")
    pairs = [(ids[0], said) for ids, strings in map(forms, texts(messages.read(path))) for said in strings[:1]]
    assert [ids for ids, said in pairs if edges.findall(ids) != edges.findall(said)] == []
