"""Contributions add up, and are the Shapley values that an independent library finds."""

import numpy as np
import pytest
import shap
from hypothesis import given, settings
from served_bundles import A_ROW, a_row, bundle_of, clipping_bundle, rows_of, small_recipe
from training_rows import INPUTS, school_rows

from mlcore.pipeline.bundle.explanation import shapley_values
from mlcore.pipeline.bundle.inference import nanoseconds
from mlcore.pipeline.fitting.candidates import CANDIDATES

every_estimator = pytest.mark.parametrize("slug", [candidate.slug for candidate in CANDIDATES])


@every_estimator
@settings(max_examples=5)
@given(row=a_row)
def test_contributions_add_up_to_value_minus_reference(slug, row):
    explanation = bundle_of(slug).explain(row)
    gap = explanation.value - explanation.reference
    assert sum(explanation.contributions.values()) == pytest.approx(gap, abs=1e-9)
    assert list(explanation.contributions) == INPUTS


@every_estimator
def test_the_explained_value_is_the_served_one(slug):
    bundle = bundle_of(slug)
    assert bundle.explain(A_ROW).value == pytest.approx(bundle.predict([A_ROW])[0].value, abs=1e-9)


@every_estimator
def test_contributions_are_those_of_an_independent_library(slug):
    bundle = bundle_of(slug)
    choices = [sorted({str(row[one]) for row in (*bundle.background, A_ROW)}) for one in INPUTS]

    def coded(row):
        return [float(known.index(str(row[one]))) for one, known in zip(INPUTS, choices, strict=True)]

    originals = {(one, str(row[one])): row[one] for row in (*bundle.background, A_ROW) for one in INPUTS}

    def predict(codes):
        texts = [[known[int(code)] for known, code in zip(choices, row, strict=True)] for row in codes]
        return bundle.predict_values(
            [{one: originals[one, text] for one, text in zip(INPUTS, row, strict=True)} for row in texts]
        )

    masker = shap.maskers.Independent(np.array([coded(row) for row in bundle.background]), max_samples=100)
    theirs = shap.explainers.Exact(predict, masker)(np.array([coded(A_ROW)]))
    ours = bundle.explain(A_ROW)
    assert ours.reference == pytest.approx(float(theirs.base_values[0]), abs=1e-6)
    assert list(ours.contributions.values()) == pytest.approx(theirs.values[0].tolist(), abs=1e-6)


def test_a_value_clipped_to_the_bounds_is_explained_as_clipped():
    best = {"track": "north", "effort": "high", "logic": 100.0, "music": 100.0}
    explanation = clipping_bundle().explain(best)
    assert bundle_of().explain(best).value > 60
    assert explanation.value == 60
    assert 50 <= explanation.reference < 60
    assert explanation.reference + sum(explanation.contributions.values()) == pytest.approx(60, abs=1e-9)


def a_sum_with_a_product(columns):
    numbers = np.array(list(columns.values()), dtype=float)
    return numbers[2:].sum(axis=0) + numbers[0] * numbers[1]


def many_fields(count):
    random = np.random.default_rng(5)
    names = [f"field{number}" for number in range(count)]
    rows = [dict(zip(names, random.normal(size=count).tolist(), strict=True)) for _ in range(11)]
    return names, rows[0], rows[1:]


class Counted:
    """A model that counts what it is asked."""

    def __init__(self):
        self.predictions = 0

    def __call__(self, columns):
        values = a_sum_with_a_product(columns)
        self.predictions += len(values)
        return values


def test_sampled_contributions_still_add_up():
    names, row, background = many_fields(15)
    reference, value, contributions = shapley_values(a_sum_with_a_product, row, background, names, 20_000)
    assert sum(contributions.values()) == pytest.approx(value - reference, abs=1e-9)
    expected = {name: row[name] - np.mean([other[name] for other in background]) for name in names[2:]}
    assert {name: contributions[name] for name in names[2:]} == pytest.approx(expected, abs=1e-9)


def test_sampling_is_close_to_the_exact_values_and_repeats_itself():
    asked = (a_sum_with_a_product, *many_fields(12)[1:], many_fields(12)[0])
    exact = shapley_values(*asked)[2]
    sampled, again = (shapley_values(*asked, 8_000)[2] for _ in range(2))
    assert sampled == again != exact
    assert sampled == pytest.approx(exact, abs=0.2)


@pytest.mark.parametrize(("count", "most", "asked"), [(12, 50_000, 2**12), (12, 8_000, 60 * 13), (12, 0, 10 * 13)])
def test_a_slow_model_is_asked_less_often(count, most, asked):
    names, row, background = many_fields(count)
    model = Counted()
    shapley_values(model, row, background, names, most)
    assert model.predictions == (asked + 2) * len(background)


def test_few_fields_are_explained_exactly_however_slow_the_model():
    names, row, background = many_fields(7)
    assert shapley_values(a_sum_with_a_product, row, background, names, 0) == shapley_values(
        a_sum_with_a_product, row, background, names
    )


@every_estimator
def test_what_a_row_costs_is_known_of_every_estimator(slug):
    assert 0 < nanoseconds(bundle_of(slug).estimator) < 9_000


def test_more_neighbours_to_search_make_a_row_dearer():
    few, many = (small_recipe("knn").fit(rows_of(school_rows(rows))).estimator for rows in (60, 600))
    assert nanoseconds(many) == 10 * nanoseconds(few)


def test_an_input_that_changes_nothing_contributes_nothing():
    names, row, background = many_fields(4)
    _, _, contributions = shapley_values(lambda columns: np.array(columns["field1"]), row, background, names)
    assert [name for name, points in contributions.items() if abs(points) > 1e-12] == ["field1"]
