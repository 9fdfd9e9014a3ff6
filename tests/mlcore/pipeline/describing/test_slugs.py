import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlcore.pipeline.describing.slugs import slug_of
from mlcore.pipeline.schema import header_key
from mlcore.pipeline.schema.checks import SLUG


@pytest.mark.parametrize(
    ("header", "slug"),
    [
        ("Note finale (sur 20)", "note_finale_sur_20"),
        ("Größe", "grosse"),
        ("Оценка", "otsenka"),
        ("Βαθμός", "vathmos"),
        ("TestRITScore", "test_rit_score"),
        ("成績", "column_4"),
        ("3rd quiz", "column_3rd_quiz"),
        ("Final %", "final_percent"),
    ],
)
def test_headers_become_slugs_letter_by_letter(header, slug):
    assert slug_of(header, (), 4) == slug


@given(st.lists(st.text(max_size=80), max_size=12))
def test_slugs_are_valid_and_answer_to_no_other_header(headers):
    taken = {header_key(header) for header in headers}
    for number, header in enumerate(headers, start=1):
        slug = slug_of(header, taken, number)
        assert SLUG.fullmatch(slug)
        assert slug not in taken
        assert header_key(slug) not in taken
        taken |= {slug, header_key(slug)}
