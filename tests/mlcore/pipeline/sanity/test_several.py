"""What is found in a few of many classes may be chance."""

import pytest

from mlcore.pipeline.sanity.several import is_chance


@pytest.mark.parametrize(("found", "of"), [(0, 1), (1, 2), (1, 30), (2, 30), (5, 200)])
def test_a_few_of_many_may_be_chance(found, of):
    assert is_chance(found, of)


@pytest.mark.parametrize(("found", "of"), [(1, 1), (2, 5), (3, 30), (9, 200)])
def test_more_than_that_is_not(found, of):
    assert not is_chance(found, of)
