"""Labels as they stand inside a sentence."""

import pytest

from mlcore.pipeline.schema import Field
from mlcore.words import names

KEPT = [(label, label) for label in ("A-level points", "A level grade", "T score", "Q1 mark", "Key Stage 2 score")]
KEPT += [("Maths SAT", "maths SAT"), ("Parents' education", "parents' education"), ("Year 10 mark", "year 10 mark")]


@pytest.mark.parametrize(
    ("label", "inside"),
    [("Maths score", "maths score"), ("English", "English"), ("SES", "SES"), ("French mark", "French mark"), *KEPT],
)
def test_labels_inside_a_sentence(label, inside):
    assert names.name(Field(slug="x", label=label, kind="category", choices=("a", "b"))) == inside
