"""Labels as they stand inside a sentence."""

import pytest

from mlcore.pipeline.schema import Field
from mlcore.words import names


@pytest.mark.parametrize(
    ("label", "inside"),
    [("Maths score", "maths score"), ("English", "English"), ("SES", "SES"), ("Portuguese mark", "Portuguese mark")],
)
def test_labels_inside_a_sentence(label, inside):
    assert names.name(Field(slug="x", label=label, kind="category", choices=("a", "b"))) == inside
