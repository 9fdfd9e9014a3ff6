"""A preview is kept as facts, and said in the language of whoever reads it."""

import json

import pytest
from django.utils import translation

from predictor.imports.previews.kept import as_facts, in_words
from predictor.imports.previews.preview import Preview, preview_of

pytestmark = pytest.mark.django_db


def test_a_kept_preview_is_read_in_the_language_of_whoever_looks(draft, known_students):
    made = draft("Student ID,Maths", "001,55.5", "002,801", kind="outcomes", day="2026-06-30")
    kept = json.loads(json.dumps(as_facts(preview_of(made, made.plan()))))
    with translation.override("de"):
        found = Preview.of(in_words(kept))
    assert found.changed[0].cells[0].new == "55,5"
    assert found.changed[0].day != Preview.of(in_words(kept)).changed[0].day


def test_a_preview_that_an_older_release_kept_is_read_as_it_is(draft, known_students):
    made = draft("Student ID,Maths", "001,55", kind="outcomes", day="2026-06-30")
    older = {**in_words(as_facts(preview_of(made, made.plan()))), "summary": "1 student has a new result."}
    with translation.override("de"):
        assert Preview.of(in_words(older)).summary == "1 student has a new result."
