"""Contributions of very many fields: they add up, and are exact where a model adds up its inputs."""

import numpy as np
import pytest
from wide_rows import wide_rows, wide_schema

from mlcore.pipeline.bundle import bundle as bundles
from mlcore.pipeline.bundle.bundle import Bundle, cross_section
from mlcore.pipeline.bundle.explanation import Walks
from mlcore.pipeline.fitting.recipe import Recipe
from mlcore.pipeline.fitting.study import Study
from mlcore.pipeline.stats.neighbours import Neighbours, NeighbourWalks

WIDE = wide_schema(40, 40)


def bundle_of(slug, **params):
    study = Study.of(wide_rows(WIDE), WIDE, WIDE.tasks[0])
    fitted = Recipe.named(slug, params).fit(study.rows)
    return Bundle(
        schema=WIDE,
        task=WIDE.tasks[0],
        encoder=fitted.encoder,
        estimator=fitted.estimator,
        ranges=None,
        background=cross_section(study.rows.inputs, fitted.predict(study.rows)),
        passport={},
    )


@pytest.fixture(autouse=True)
def hurried(monkeypatch):
    """Too little time for every order over all rows, enough for each row to walk two."""
    monkeypatch.setattr(bundles, "fewest_predictions", lambda fields, background: 10**12)


@pytest.mark.parametrize("engineered", [False, True])
@pytest.mark.parametrize("gaps", [(), ("number_0", "category_3")])
def test_contributions_of_very_many_fields_add_up(engineered, gaps):
    bundle = bundle_of("ridge", alpha=5.0, engineered=engineered)
    row = dict(bundle.background[3]) | dict.fromkeys(gaps)
    explained = bundle.explain(row)
    assert explained.value == pytest.approx(bundle.predict_values([row])[0], abs=1e-12)
    assert explained.reference == pytest.approx(bundle.predict_values(bundle.background).mean(), abs=1e-12)
    assert sum(explained.contributions.values()) == pytest.approx(explained.value - explained.reference, abs=1e-9)


def test_contributions_to_a_model_that_adds_up_are_exact():
    bundle = bundle_of("ridge", alpha=50.0)
    row = bundle.background[40]
    own, others = (bundle.encoder.transform(bundle.encoder.columns_of(rows)) for rows in ([row], bundle.background))
    parts = (own - others).mean(axis=0) * bundle.estimator.coef_
    exact = np.bincount(bundle.encoder.owners_, parts)
    assert list(bundle.explain(row).contributions.values()) == pytest.approx(exact.tolist(), abs=1e-9)


def test_contributions_to_a_model_that_is_dear_to_ask_add_up_too(monkeypatch):
    monkeypatch.setattr(bundles, "LONGEST_EXPLANATION", 0)
    explained = (bundle := bundle_of("knn")).explain(bundle.background[7])
    assert sum(explained.contributions.values()) == pytest.approx(explained.value - explained.reference, abs=1e-9)


def test_a_tree_shares_its_value_out_among_the_fields_it_asks():
    bundle = bundle_of("tree", max_depth=3)
    explained = bundle.explain(bundle.background[5])
    asked = {WIDE.fields[bundle.encoder.owners_[at]].slug for at in bundle.estimator.tree_.feature if at >= 0}
    assert {slug for slug, points in explained.contributions.items() if points} <= asked
    assert explained == bundle.explain(bundle.background[5])


@pytest.mark.parametrize("params", [{"p": 1}, {"p": 2, "weights": "distance"}, {"p": 2, "engineered": True}])
def test_walks_of_nearest_neighbours_meet_what_the_estimator_answers(params):
    bundle = bundle_of("knn", n_neighbors=7, **params)
    encoded = [bundle.encoder.transform(bundle.encoder.columns_of(rows)) for rows in ([{}], bundle.background)]
    quick, _ = bundle._walks(*encoded)
    slow = Walks(bundle._served_mixed, *encoded, bundle.encoder.owners_, len(WIDE.fields) - 1)
    order, some = np.random.default_rng(3).permutation(len(WIDE.fields) - 1), np.array([2, 40, 77])
    assert isinstance(quick, NeighbourWalks)
    assert quick.along(order, some) == pytest.approx(slow.along(order, some), abs=1e-9)


def test_a_row_that_was_learned_from_counts_alone_by_distance():
    bundle = bundle_of("knn", n_neighbors=5, weights="distance")
    encoded = bundle.encoder.transform(bundle.encoder.columns_of(bundle.background))
    neighbours = Neighbours(bundle.estimator)
    found = neighbours.answer(neighbours.parts(encoded, np.arange(encoded.shape[1])))
    assert found == pytest.approx(bundle.predict_values(bundle.background), abs=1e-9)
