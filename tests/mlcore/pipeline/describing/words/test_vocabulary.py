import tomllib
from collections import Counter

import pytest

from mlcore.pipeline.describing.words.vocabulary import WORDS, Topic, letters, orders, scales, unit_of, word_of


@pytest.mark.parametrize(
    ("topic", "header", "word"),
    [
        (Topic.SENSITIVE, "Ethnicity code", "ethnicity"),
        (Topic.SENSITIVE, "Förderbedarf", "forderbedarf"),
        (Topic.SENSITIVE, "FSM?", "fsm"),
        (Topic.SENSITIVE, "性别", "性别"),
        (Topic.FINAL, "Endnote Mathe", "endnote"),
        (Topic.FINAL, "MOYENNE_GÉNÉRALE", "moyenne generale"),
        (Topic.GROUP, "Klassen", "klassen"),
        (Topic.PERSON, "studentID", "student id"),
        (Topic.PERSON, "Nombre", "nombre"),
        (Topic.PERSON, "Jméno žáka", "jmeno"),
        (Topic.PERSON, "Known as", "known as"),
        (Topic.AMOUNT, "Nombre d'absences", "nombre d"),
    ],
)
def test_headers_speak_of_something_in_many_languages(topic, header, word):
    assert word_of(topic, header) == word


@pytest.mark.parametrize(
    ("topic", "header"),
    [
        (Topic.PERSON, "Nombre d'absences"),
        (Topic.SENSITIVE, "Essential skills"),
        (Topic.GROUP, "Classwork"),
        (Topic.FINAL, "Semifinals"),
        (Topic.PERSON, "Parental consent"),
    ],
)
def test_words_inside_other_words_say_nothing(topic, header):
    assert word_of(topic, header) == ""


def test_no_order_has_a_word_at_two_places_and_none_stands_twice():
    content = tomllib.loads((WORDS / "orders.toml").read_text(encoding="utf-8"))
    for order in [*content["orders"], *content["letters"]]:
        words = [word for step in order for word in step]
        assert len(words) == len(set(words))
        assert len(order) >= 2
    assert max(Counter(map(str, content["orders"])).values()) == 1
    assert len(orders()) == len(content["orders"])
    assert len(letters()) == len(content["letters"])


def test_scales_have_the_smaller_end_first():
    assert all(low < high for _, low, high in scales())


def test_units_are_known_by_what_people_write():
    assert (unit_of(" Pts "), unit_of("%"), unit_of("blah")) == ("points", "%", "")
