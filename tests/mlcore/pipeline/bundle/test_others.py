"""Models that are as good as the served one say what they would say alone, and change nothing of its answers."""

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from served_bundles import A_ROW, TASK, bundle_of, clipping_bundle, rows_of, small_recipe, some_rows
from training_rows import school_rows

from mlcore.pipeline.bundle import file
from mlcore.pipeline.bundle.bundle import Bundle
from mlcore.pipeline.bundle.others import Other

SLUGS = ("ridge", "tree", "xgboost", "knn")


def other(slug: str) -> Other:
    own = bundle_of(slug)
    return Other(candidate=slug, label=slug, encoder=own.encoder, estimator=own.estimator)


@cache
def opinionated() -> Bundle:
    """Linear, beside others whose columns are encoded in their own way."""
    plain = small_recipe("lasso", engineered=False).fit(rows_of(school_rows(150)))
    lasso = Other(candidate="lasso", label="Lasso", encoder=plain.encoder, estimator=plain.estimator)
    return replace(bundle_of(), others=(*map(other, SLUGS), lasso))


@given(rows=some_rows)
def test_each_says_what_it_would_say_as_the_served_model(rows):
    for row in rows:
        said = opinionated().opinions(row)
        assert list(said) == [*SLUGS, "lasso"]
        assert all(said[slug] == bundle_of(slug).predict_values([row])[0] for slug in SLUGS)


def test_what_they_say_lies_within_the_bounds_of_the_target():
    said = replace(clipping_bundle(), others=(other("ridge"),)).opinions({})
    assert 50 <= said["ridge"] <= 60


@given(rows=some_rows)
def test_they_change_no_answer(rows):
    assert opinionated().predict(rows) == bundle_of().predict(rows)


def test_saved_and_loaded_they_say_the_same(tmp_path):
    sha256, path = opinionated().save(tmp_path)
    assert Bundle.load(path, sha256).opinions(A_ROW) == opinionated().opinions(A_ROW)


def test_a_file_that_was_written_before_they_were_kept_has_none(tmp_path):
    bundle = bundle_of()
    parts = {name: part for name, part in bundle.parts().items() if name != "others"}
    loaded = Bundle.load(*reversed(file.write(tmp_path, TASK.slug, bundle.passport, parts)))
    assert loaded.opinions(A_ROW) == {}
    assert loaded.predict([A_ROW]) == bundle.predict([A_ROW])


@pytest.mark.parametrize("slug", SLUGS)
def test_the_passport_names_their_libraries_too(slug):
    named = file.make_passport(bundle_of().estimator, other(slug).estimator)["libraries"]
    assert type(other(slug).estimator).__module__.partition(".")[0] in named
