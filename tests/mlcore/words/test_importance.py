"""The headline about what counts for a model stays one, whatever the number of its inputs."""

import pytest
from wide_rows import wide_schema

from mlcore.pipeline.results.diagnosis import FieldImportance
from mlcore.pipeline.results.scores import Estimate
from mlcore.words.importance import summary

SCHEMA = wide_schema(15, 0)


def found(clear: int, hardly: int) -> list[FieldImportance]:
    figures = [Estimate(2.0, 1.0, 3.0)] * clear + [Estimate(0.0, -0.01, 0.01)] * hardly
    return [FieldImportance(field.slug, points) for field, points in zip(SCHEMA.fields, figures, strict=False)]


@pytest.mark.parametrize(
    ("hardly", "said"),
    [
        (2, "Shuffling number 1 and number 2 hardly changes its error."),
        (11, "Shuffling any one of 11 other fields hardly changes its error."),
    ],
)
def test_few_fields_are_named_and_many_are_counted(hardly, said):
    assert summary(found(1, hardly), 5.0, SCHEMA) == f"This model leans most on number 0. {said}"
