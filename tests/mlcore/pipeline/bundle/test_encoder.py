"""Rows become numbers in the same way one by one, in a batch, and from a frame."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from served_bundles import A_ROW, FIELDS, a_row, some_rows
from training_rows import INPUTS, school_rows

from mlcore.pipeline.bundle.encoder import Encoder

GAPS = school_rows(120)[INPUTS]
NO_GAPS = school_rows(120, missing=False)[INPUTS]
ENCODERS = {engineered: Encoder(FIELDS, engineered).fit(GAPS) for engineered in (False, True)}


def column(encoder: Encoder, row: dict, name: str) -> float:
    return float(encoder.encode_row(row)[0, encoder.column_names_.index(name)])


@pytest.mark.parametrize("engineered", [False, True])
@given(rows=some_rows)
def test_a_row_alone_has_the_same_bits_as_in_a_batch_and_in_a_frame(engineered, rows):
    encoder = ENCODERS[engineered]
    alone = np.vstack([encoder.encode_row(row) for row in rows])
    batch = encoder.transform(encoder.columns_of(rows))
    frame = pd.DataFrame(encoder.columns_of(rows)).astype({"logic": float, "music": float})
    assert batch.tobytes() == alone.tobytes() == encoder.transform(frame).tobytes()
    assert batch.flags.c_contiguous


@given(row=a_row)
def test_every_row_that_may_come_has_finite_columns(row):
    assert np.isfinite(ENCODERS[True].encode_row(row)).all()


def test_numbers_are_standardised():
    encoder = Encoder(FIELDS).fit(NO_GAPS)
    logic = encoder.transform(NO_GAPS)[:, encoder.column_names_.index("logic")]
    assert logic.mean() == pytest.approx(0)
    assert logic.std() == pytest.approx(1)


def test_a_missing_number_takes_the_median_of_training():
    median = float(GAPS["logic"].median())
    encoder = ENCODERS[False]
    assert column(encoder, A_ROW | {"logic": None}, "logic") == column(encoder, {"logic": median}, "logic")


def test_an_ordered_field_is_a_step_per_level():
    names = [name for name in ENCODERS[False].column_names_ if "at least" in name]
    steps = {
        level: [column(ENCODERS[False], {"effort": level}, name) for name in names]
        for level in ("low", "middle", "high")
    }
    assert steps == {"low": [0, 0], "middle": [1, 0], "high": [1, 1]}


def test_a_category_is_one_hot_without_its_first_choice():
    names = Encoder(FIELDS).fit(NO_GAPS).column_names_
    assert [name for name in names if name.startswith("track")] == ["track: south", "track: west"]


def test_only_fields_with_gaps_in_training_have_an_indicator():
    gaps = NO_GAPS.assign(music=NO_GAPS["music"].mask(NO_GAPS.index % 5 == 0))
    encoder = Encoder(FIELDS).fit(gaps)
    assert [name for name in encoder.column_names_ if "missing" in name] == ["music missing"]
    assert column(encoder, A_ROW, "music missing") == 0
    assert column(encoder, A_ROW | {"music": None}, "music missing") == 1


def test_a_choice_never_seen_in_training_is_treated_as_missing():
    encoder = Encoder(FIELDS).fit(NO_GAPS[NO_GAPS["track"] != "west"])
    unseen, missing = (encoder.encode_row(A_ROW | {"track": track}) for track in ("west", None))
    assert unseen.tobytes() == missing.tobytes()
    assert encoder.learned_["track"].choices == ("north", "south")


def test_what_was_learned_names_the_smallest_and_largest_number():
    learned = Encoder(FIELDS).fit(NO_GAPS).learned_["music"]
    assert (learned.minimum, learned.maximum) == (NO_GAPS["music"].min(), NO_GAPS["music"].max())


def test_engineered_columns_are_the_mean_and_the_spread_of_the_numbers():
    added = set(ENCODERS[True].column_names_) - set(ENCODERS[False].column_names_)
    near, far = {"logic": 60.0, "music": 60.0}, {"logic": 40.0, "music": 80.0}
    assert added == {"mean of numbers", "spread of numbers"}
    assert column(ENCODERS[True], near, "mean of numbers") == column(ENCODERS[True], far, "mean of numbers")
    assert column(ENCODERS[True], near, "spread of numbers") < column(ENCODERS[True], far, "spread of numbers")


def on_a_scale_of(maximum: float) -> tuple[Encoder, pd.DataFrame]:
    """The school with music given from 0 to `maximum` instead of 100, learned with the engineered columns."""
    fields = tuple(replace(field, maximum=maximum) if field.slug == "music" else field for field in FIELDS)
    frame = NO_GAPS.assign(music=NO_GAPS["music"] * maximum / 100)
    return Encoder(fields, engineered=True).fit(frame), frame


def test_numbers_on_scales_of_their_own_are_standardised_before_they_are_pooled():
    (small, small_rows), (large, large_rows) = on_a_scale_of(4), on_a_scale_of(1_000)
    assert small.transform(small_rows) == pytest.approx(large.transform(large_rows))
    assert [code.standardised for code in small.pooled_] == [True, True]
    assert [code.standardised for code in ENCODERS[True].pooled_] == [False, False]


def test_numbers_that_were_standardised_first_have_the_same_bits_alone_and_from_a_file():
    encoder, frame = on_a_scale_of(4)
    stored = Encoder.from_dict(encoder.to_dict(), encoder.fields)
    alone = np.concatenate([stored.encode_row(row) for row in frame.to_dict("records")])
    assert alone.tobytes() == encoder.transform(frame).tobytes()


def test_figures_that_an_older_release_pooled_stay_as_they_were():
    content = ENCODERS[True].to_dict()
    for code in content["group_codes"]:
        del code["standardised"]
    assert Encoder.from_dict(content, FIELDS).transform(GAPS).tobytes() == ENCODERS[True].transform(GAPS).tobytes()


@pytest.mark.parametrize("fields", [FIELDS[:2], FIELDS[:3]], ids=["no number", "one number"])
def test_engineering_adds_nothing_below_two_numbers(fields):
    plain, engineered = (Encoder(fields, flag).fit(NO_GAPS) for flag in (False, True))
    assert engineered.column_names_ == plain.column_names_


def test_a_field_that_is_empty_or_constant_in_training_does_no_harm():
    frame = NO_GAPS.assign(track=None, logic=np.nan, music=50.0)
    encoder = Encoder(FIELDS, engineered=True).fit(frame)
    assert np.isfinite(encoder.transform(frame)).all()
    assert np.isfinite(encoder.encode_row(A_ROW)).all()


@pytest.mark.parametrize("engineered", [False, True])
@given(rows=some_rows, others=some_rows, slugs=st.sets(st.sampled_from([field.slug for field in FIELDS])))
def test_encoded_rows_with_some_columns_changed_are_the_changed_rows_encoded(engineered, rows, others, slugs):
    encoder = ENCODERS[engineered]
    columns, others = encoder.columns_of(rows), encoder.columns_of([others[n % len(others)] for n in range(len(rows))])
    changed = {slug: others[slug] for slug in slugs}
    expected = encoder.transform(columns | changed)
    assert encoder.changed(encoder.transform(columns), changed) == pytest.approx(expected, abs=1e-12)
