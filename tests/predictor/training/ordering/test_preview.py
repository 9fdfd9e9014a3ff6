"""What a training would learn from, said before it."""

import numpy as np
import pytest
from factories import frame_for

from mlcore.datasets import storing
from predictor.training.ordering.preview import preview

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
