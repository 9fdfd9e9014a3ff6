"""What a training would learn from, said before it."""

import numpy as np
import pytest
from factories import frame_for

from mlcore.datasets import storing
from predictor.training.ordering.preview import Preview, preview

pytestmark = pytest.mark.django_db


@pytest.fixture
def dataset(math):
    frame = frame_for(math.schema_version.schema)
    frame.loc[:2, math.target.slug] = np.nan
    return storing.store_dataset(schema_version=math.schema_version, frame=frame, name="some unknown")[0]


def test_rows_count_whose_result_is_known(math, dataset):
    assert preview(math, [dataset], (), outcomes=False).rows == dataset.rows - 3


def test_a_dataset_of_an_older_schema_without_the_result_counts_none(dataset):
    assert storing.rows_with(dataset, "not a field of these rows") == 0


def test_rows_that_were_deleted_are_told(dataset):
    dataset.deleted_at = dataset.created_at
    with pytest.raises(storing.RowsDeleted):
        storing.rows_with(dataset, "math_score")


@pytest.mark.parametrize(("supported", "said"), [(4, "fewer than 10"), (40, "40")])
def test_few_results_with_support_are_not_counted_exactly(supported, said):
    assert Preview(100, 45, supported, None).with_support == said


@pytest.mark.parametrize(
    ("known", "recorded", "said"),
    [
        (0, 45, "It learns from the recorded results alone: 45 rows."),
        (100, 45, "With the recorded results it learns from 145 rows, without them from 100 rows."),
        (100, None, ""),
    ],
)
def test_what_recorded_results_add_is_told_alone_and_with_earlier_rows(known, recorded, said):
    assert Preview(known, recorded, 0, None).adds == said
