"""A schema file with a mistake is refused in words that name the place and the remedy."""

import pytest

from mlcore.pipeline.exceptions import SchemaError
from mlcore.pipeline.schema import Schema


def content(**changes):
    colour = {"slug": "colour", "label": "Colour", "kind": "category", "choices": ["red", "blue"]}
    score = {"slug": "score", "label": "Score", "kind": "number", "minimum": 0, "maximum": 10}
    task = {"slug": "guess", "label": "Guess", "target": "score", "inputs": ["colour"]}
    whole = {"name": "small", "version": 1, "label": "Small", "field": [colour, score], "task": [task]}
    for place, change in changes.items():
        target = {"colour": colour, "score": score, "task": task, "whole": whole}[place]
        target.update(change)
    return whole


def test_the_small_schema_is_fine():
    assert Schema.from_dict(content()).task("guess").target == "score"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"colour": {"choices": [1, 2]}}, "field colour: choices must be a list of texts"),
        ({"colour": {"choices": "ab"}}, "field colour: choices must be a list of texts"),
        ({"colour": {"choices": [" red", "blue"]}}, "begin or end with a space"),
        ({"colour": {"slug": "c\u043elour"}}, "beginning with a letter; its character 2 is CYRILLIC SMALL LETTER O"),
        (
            {"colour": {"l\u0430bel": "Colour"}},
            "there is no 'l\u0430bel' here: its character 2 is CYRILLIC SMALL LETTER A",
        ),
        (
            {"colour": {"spellings": {"r\u0435d": ["r"]}}},
            "among its choices: its character 2 is CYRILLIC SMALL LETTER IE",
        ),
        ({"task": {"target": "sc\u043ere"}}, "has no field 'sc\u043ere': its character 3 is CYRILLIC SMALL LETTER O"),
        ({"task": {"target": "Score"}}, "has no field 'Score'; did you mean 'score'"),
        ({"task": {"inputs": ["colour\u00a0"]}}, "has no field 'colour\u00a0': its character 7 is NO-BREAK SPACE"),
        ({"whole": {"group": "colur"}}, "has no field 'colur'; did you mean 'colour'"),
        ({"colour": {"choices": ["", "blue"]}}, "must not be empty"),
        ({"colour": {"label": 3}}, "field colour: label must be text in quotes"),
        ({"colour": {"aliases": "paint"}}, "aliases must be a list of texts"),
        ({"colour": {"sensitive": "yes"}}, "sensitive must be true or false"),
        ({"score": {"minimum": True}}, "field score: minimum must be a number"),
        ({"score": {"minimum": -(10**400)}}, r"field score: minimum must be a number, not -10{30,80}…$"),
        ({"score": {"maximum": 10**400}}, "field score: maximum must be a number"),
        ({"score": {"choices": ["a", "b"]}}, "not choices"),
        ({"task": {"inputs": "colour"}}, "task guess: inputs must be a list of texts"),
        ({"whole": {"field": {"slug": "colour"}}}, r"heading of its own: \[\[field\]\]"),
        ({"colour": {"group": "house"}}, "field colour: there is no 'group' here; a field has slug, label, kind"),
        ({"task": {"group": "house"}}, "task guess: there is no 'group' here"),
        ({"whole": {"version": "x"}}, "version must be a whole number from 1"),
        ({"whole": {"version": -1}}, "version must be a whole number from 1"),
        ({"whole": {"version": True}}, "version must be a whole number from 1"),
        ({"whole": {"task": []}}, r"add at least one \[\[task\]\]"),
        ({"whole": {"colours": 1}}, "there is no 'colours' here; a schema has name"),
    ],
)
def test_a_mistake_is_named(changes, message):
    with pytest.raises(SchemaError, match=message):
        Schema.from_dict(content(**changes))
