"""What is kept of the rows that were set aside: figures of all of them, and pairs enough for a picture."""

import numpy as np
import pytest

from mlcore.pipeline.results.held_out import BANDS, MOST_PAIRS, held_out

ACTUAL = np.random.default_rng(3).normal(60, 12, 2_000).round(1).tolist()
PREDICTED = (np.array(ACTUAL) + np.random.default_rng(4).normal(0, 5, 2_000)).tolist()
OFF = np.abs(np.array(PREDICTED) - np.array(ACTUAL))


def test_figures_are_those_of_all_rows():
    kept = held_out(ACTUAL, PREDICTED)
    assert kept.rows == 2_000
    assert kept.mae == pytest.approx(OFF.mean())
    assert kept.worst_of_nine_in_ten == sorted(OFF)[1_799]


def test_so_many_rows_as_a_picture_holds_are_all_kept_in_the_order_of_the_predictions():
    kept = held_out(ACTUAL[:MOST_PAIRS], PREDICTED[:MOST_PAIRS])
    assert list(kept.pairs) == sorted(zip(PREDICTED[:MOST_PAIRS], ACTUAL[:MOST_PAIRS], strict=True))


def test_of_more_rows_pairs_are_kept_evenly_with_both_ends():
    kept, ordered = held_out(ACTUAL, PREDICTED), sorted(PREDICTED)
    predictions = [predicted for predicted, _ in kept.pairs]
    places = [ordered.index(predicted) for predicted in predictions]
    assert (len(predictions), predictions[0], predictions[-1]) == (MOST_PAIRS, ordered[0], ordered[-1])
    assert set(np.diff(places)) == {3, 4}


def test_every_row_is_in_one_band_of_about_the_same_size():
    bands = held_out(ACTUAL[:12], PREDICTED[:12]).bands
    assert [band.n for band in bands] == [2, 3, 2, 3, 2]
    assert sum(band.bias * band.n for band in bands) == pytest.approx(sum(PREDICTED[:12]) - sum(ACTUAL[:12]))


def test_few_rows_make_few_bands():
    kept = held_out([50.0, 60.0], [55.0, 58.0])
    assert len(kept.bands) == 2 < BANDS
    assert (kept.mae, kept.worst_of_nine_in_ten) == (3.5, 5.0)
