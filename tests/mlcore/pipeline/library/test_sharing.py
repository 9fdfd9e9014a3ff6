"""A bundle for sharing answers as before and holds no row of anybody."""

import pickle
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from served_bundles import FIELDS, bundle_of, rows_of
from training_rows import school_rows

from mlcore.pipeline.bundle.bundle import Bundle
from mlcore.pipeline.bundle.others import Other
from mlcore.pipeline.exceptions import BundleError
from mlcore.pipeline.fitting.candidates import CANDIDATES
from mlcore.pipeline.library.sharing import without_rows

SLUGS = [candidate.slug for candidate in CANDIDATES if candidate.slug != "knn"]
NAMES = [field.slug for field in FIELDS]


@cache
def learned():
    """The 150 rows that every bundle here learned from."""
    return rows_of(school_rows(150)).inputs[NAMES]


@cache
def shared(slug):
    return without_rows(bundle_of(slug), learned()).bundle


def plain(values):
    return tuple(None if value is None or value != value else value for value in values)


REAL = {plain(row) for row in learned().itertuples(index=False)}


def are_plain(values):
    return all(value is None or isinstance(value, (str, float, int)) for value in values)


def rows_in(held) -> Iterator[tuple]:
    """Whatever in the parts of a file could be a row: every mapping and every run of plain values."""
    if isinstance(held, Mapping):
        if set(NAMES) <= set(held) and are_plain(held.values()):
            yield plain(held[name] for name in NAMES)
        held = list(held.values())
    if isinstance(held, (list, tuple)):
        if are_plain(held):
            yield from (plain(held[at : at + len(NAMES)]) for at in range(len(held) - len(NAMES) + 1))
        for value in held:
            yield from rows_in(value)


def arrays_in(held, seen=None) -> Iterator[np.ndarray]:
    """Every array that is reached from the parts of a file, also inside the estimators of libraries."""
    seen = set() if seen is None else seen
    if id(held) in seen:
        return
    seen.add(id(held))
    if isinstance(held, np.ndarray):
        yield held
        held = held.tolist() if held.dtype == object else []
    inside = held.values() if isinstance(held, Mapping) else held if isinstance(held, (list, tuple)) else _state(held)
    for value in inside:
        yield from arrays_in(value, seen)


def _state(held):
    if isinstance(held, (str, bytes, int, float, type(None))):
        return ()
    try:
        state = held.__reduce_ex__(4)[1:3]
    except TypeError:
        return ()
    return state


def encoded_rows_in(bundle: Bundle) -> bool:
    """Whether a row lies in any array, or one after the other in the bytes of the file, as numbers of either size."""
    encoded = bundle.encoder.transform({name: learned()[name].tolist() for name in NAMES})
    content, width = pickle.dumps(bundle.parts()), encoded.shape[1]
    written = any(row.astype(kind).tobytes() in content for row in encoded for kind in (np.float64, np.float32))
    tables = [
        held for held in arrays_in(bundle.parts()) if held.ndim == 2 and width in held.shape and held.dtype.kind == "f"
    ]
    tables = [held if held.shape[1] == width else held.T for held in tables]
    return written or any(np.isclose(held[:, None], encoded).all(axis=2).any() for held in tables)


@pytest.mark.parametrize("slug", SLUGS)
def test_values_and_ranges_are_the_same_to_the_last_bit(slug):
    asked = school_rows(200)[NAMES]
    before, after = bundle_of(slug).predict(asked), shared(slug).predict(asked)
    assert [(one.value, one.ranges) for one in after] == [(one.value, one.ranges) for one in before]


@pytest.mark.parametrize("slug", SLUGS)
def test_no_combination_of_a_student_is_in_any_part_of_the_file(slug):
    assert REAL.isdisjoint(rows_in(shared(slug).parts()))
    assert not encoded_rows_in(shared(slug))


def test_the_search_finds_the_rows_of_a_bundle_that_holds_them():
    assert not REAL.isdisjoint(rows_in(bundle_of("linear").parts()))
    assert encoded_rows_in(bundle_of("knn"))


def test_neighbours_are_refused_with_the_reason():
    with pytest.raises(BundleError, match="their file is these students' rows"):
        without_rows(bundle_of("knn"), learned())


def test_a_second_opinion_of_neighbours_stays_behind():
    knn, tree = (_other(slug) for slug in ("knn", "tree"))
    found = without_rows(replace(bundle_of("linear"), others=(knn, tree)), learned())
    assert (found.left_out, found.bundle.others) == (("knn",), (tree,))


def _other(slug):
    held = bundle_of(slug)
    return Other(candidate=slug, label=slug, encoder=held.encoder, estimator=held.estimator)


def test_what_fewer_than_ten_students_have_is_never_drawn():
    frame = learned().copy()
    frame["track"] = ["south"] * 9 + ["north"] * (len(frame) - 9)
    frame["logic"] = [99.5] * 9 + [0.5] * 9 + np.linspace(40, 60, len(frame) - 18).tolist()
    drawn = without_rows(bundle_of("linear"), frame).bundle.background
    assert {row["track"] for row in drawn} == {"north"}
    assert all(39 <= row["logic"] <= 61 for row in drawn)


def test_what_hardly_anybody_told_is_drawn_as_not_known():
    frame = learned().assign(music=[70.0] * 15 + [None] * (len(learned()) - 15))
    drawn = without_rows(bundle_of("linear"), frame).bundle.background
    assert {row["music"] for row in drawn} == {None}


def test_where_every_combination_is_somebodys_nothing_is_shared():
    same = learned().assign(track="north", effort="high", logic=50.0, music=50.0)[NAMES]
    with pytest.raises(BundleError, match="cannot be shared"):
        without_rows(bundle_of("linear"), same)


def test_the_file_explains_says_that_it_is_shared_and_tells_no_hash_of_the_rows(tmp_path):
    bundle = replace(bundle_of("tree"), passport=bundle_of("tree").passport | {"data_sha256": "f" * 64})
    sha256, path = without_rows(bundle, learned()).bundle.save(tmp_path)
    again = Bundle.load(path, sha256)
    assert (again.passport["shared"], "data_sha256" in again.passport) == (True, False)
    row = again.background[0]
    assert sum(again.explain(row).contributions.values()) == pytest.approx(
        again.explain(row).value - again.explain(row).reference
    )
