"""A bundle predicts alike alone and in bulk, warns in words, and is loaded only from its own, verified bytes."""

import hashlib
import os
import pickle
from dataclasses import replace

import joblib
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from served_bundles import A_ROW, TASK, bundle_of, some_rows
from training_rows import INPUTS, school_rows

from mlcore.pipeline.bundle import file
from mlcore.pipeline.bundle.bundle import Bundle, cross_section
from mlcore.pipeline.exceptions import BundleError
from mlcore.pipeline.fitting.candidates import CANDIDATES

every_estimator = pytest.mark.parametrize("slug", [candidate.slug for candidate in CANDIDATES])
REMEDY = f"train the task again: manage.py train {TASK.slug}"


@every_estimator
@settings(max_examples=25)
@given(rows=some_rows)
def test_a_row_alone_has_the_same_bits_as_in_a_batch(slug, rows):
    bundle = bundle_of(slug)
    assert bundle.predict(rows) == [bundle.predict([row])[0] for row in rows]
    alone = [bundle.predict_values([row])[0] for row in rows]
    assert bundle.predict_values(rows).tobytes() == np.array(alone).tobytes()


@every_estimator
def test_a_batch_of_thousands_has_the_same_bits_as_its_rows(slug):
    bundle, frame = bundle_of(slug), school_rows(150)[INPUTS]
    many = pd.concat([frame] * 120, ignore_index=True)
    assert bundle.predict_values(many).tobytes() == np.tile(bundle.predict_values(frame), 120).tobytes()
    assert bundle.predict_values(frame[:1])[0] == bundle.predict_values(many)[0]


@every_estimator
def test_values_are_those_of_the_library_within_the_bounds(slug):
    bundle, frame = bundle_of(slug), school_rows(150)[INPUTS]
    theirs = np.clip(bundle.estimator.predict(bundle.encoder.transform(frame)), 0, 100)
    assert bundle.predict_values(frame) == pytest.approx(theirs, abs=1e-9)


def test_no_rows_have_no_answers():
    assert bundle_of().predict([]) == []


def test_keys_that_are_no_input_and_the_order_of_keys_change_nothing():
    backwards = dict(reversed(A_ROW.items())) | {"physics": 3.0, "shoe size": 41.0}
    assert bundle_of().predict([backwards]) == bundle_of().predict([A_ROW])


def test_swapping_two_numbers_changes_the_value():
    swapped = A_ROW | {"logic": A_ROW["music"], "music": A_ROW["logic"]}
    assert bundle_of().predict([swapped])[0].value != bundle_of().predict([A_ROW])[0].value


def test_a_row_like_those_of_training_has_no_warning():
    assert bundle_of().predict([A_ROW])[0].warnings == ()


@pytest.mark.parametrize("row", [A_ROW | {"logic": None}, {k: v for k, v in A_ROW.items() if k != "logic"}])
def test_a_missing_input_is_said_and_widens_the_range(row):
    (warning,) = bundle_of().predict([row])[0].warnings
    assert (warning.kind, warning.field) == ("missing", "logic")
    assert warning.widens
    assert width(row) > width(A_ROW)


def width(row, level=80):
    low, high = bundle_of().predict([row])[0].ranges[level]
    return high - low


def test_a_choice_never_seen_is_said_and_counts_as_not_known():
    unseen, missing = bundle_of().predict([A_ROW | {"track": "east"}, A_ROW | {"track": None}])
    assert [warning.kind for warning in unseen.warnings] == ["unseen"]
    assert (unseen.warnings[0].field, unseen.warnings[0].value) == ("track", "east")
    assert (unseen.value, unseen.ranges) == (missing.value, missing.ranges)


@pytest.mark.parametrize(("value", "end"), [(0.0, min), (100.0, max)])
def test_a_number_outside_what_was_learned_is_said_with_the_end_of_that(value, end):
    bundle = bundle_of()
    (warning,) = bundle.predict([A_ROW | {"logic": value}])[0].warnings
    learned = bundle.encoder.learned_["logic"]
    assert (warning.kind, warning.field, warning.value) == ("outside", "logic", value)
    assert warning.seen == end(learned.minimum, learned.maximum)
    assert not warning.widens


def test_the_background_is_close_to_all_rows_on_average():
    frame = school_rows(500)[INPUTS]
    predicted = bundle_of().predict_values(frame)
    background = cross_section(frame, predicted)
    assert len(background) == 100
    assert bundle_of().predict_values(background).mean() == pytest.approx(predicted.mean(), abs=0.5)


@every_estimator
def test_a_saved_bundle_comes_back_with_the_same_answers(slug, tmp_path):
    bundle, rows = bundle_of(slug), [A_ROW, {}, A_ROW | {"logic": 12.5}]
    sha256, path = bundle.save(tmp_path / "new folder")
    loaded = Bundle.load(path, sha256)
    assert loaded.predict(rows) == bundle.predict(rows)
    assert (loaded.schema, loaded.task, loaded.passport) == (bundle.schema, bundle.task, bundle.passport)
    assert [one.name for one in path.parent.iterdir()] == [f"physics-{sha256}.joblib"]


def test_the_passport_names_the_libraries_of_the_estimator():
    libraries = bundle_of("xgboost").passport["libraries"]
    assert set(libraries) == {"numpy", "sklearn", "xgboost"}
    assert libraries["numpy"] == np.__version__


@pytest.mark.parametrize("damage", [lambda content: content[:-1], lambda content: b"x" + content[1:], lambda _: b""])
def test_an_altered_or_truncated_file_is_refused_with_the_remedy(damage, tmp_path):
    sha256, path = bundle_of().save(tmp_path)
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(BundleError, match=f"altered or cut short.*{REMEDY}"):
        Bundle.load(path, sha256)


def test_a_file_that_is_gone_is_refused_with_the_remedy(tmp_path):
    with pytest.raises(BundleError, match=f"cannot be read.*{REMEDY}"):
        Bundle.load(tmp_path / f"physics-{'0' * 64}.joblib", "0" * 64)


class Malicious:
    def __init__(self, target):
        self.target = target

    def __reduce__(self):
        return os.mkdir, (str(self.target),)


def test_code_in_a_file_of_another_hash_is_never_run(tmp_path):
    sha256, path = bundle_of().save(tmp_path)
    path.write_bytes(pickle.dumps(Malicious(tmp_path / "it ran")))
    with pytest.raises(BundleError):
        Bundle.load(path, sha256)
    assert not (tmp_path / "it ran").exists()
    pickle.loads(path.read_bytes())
    assert (tmp_path / "it ran").exists()  # so the file would have done harm


def written(path, content) -> str:
    joblib.dump(content, path)
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("content", [{"weights": [1, 2]}, [1, 2, 3], np.arange(4)])
def test_a_foreign_file_is_refused(content, tmp_path):
    path = tmp_path / "physics-foreign.joblib"
    with pytest.raises(BundleError, match=f"is not a model bundle.*{REMEDY}"):
        Bundle.load(path, written(path, content))


def test_a_file_that_is_no_joblib_at_all_is_refused(tmp_path):
    path = tmp_path / "physics-page.joblib"
    path.write_bytes(b"<html>not here</html>")
    with pytest.raises(BundleError, match=REMEDY):
        Bundle.load(path, hashlib.sha256(path.read_bytes()).hexdigest())


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"format": 0}, "has format 0, this version reads format 1 to 4"),
        ({"libraries": {"numpy": "1.19.5"}}, "was made with numpy 1.19.5, installed is 2"),
        ({"libraries": {"a_library_that_is_gone": "1.0"}}, "a_library_that_is_gone 1.0, installed is none"),
    ],
)
def test_an_outdated_bundle_is_refused_with_the_remedy(change, reason, tmp_path):
    bundle = bundle_of()
    sha256, path = replace(bundle, passport=bundle.passport | change).save(tmp_path)
    with pytest.raises(BundleError, match=f"{reason}.*{REMEDY}"):
        Bundle.load(path, sha256)


@pytest.mark.parametrize(
    "damage",
    [{"schema": {}}, {"task": "astrology"}, {"encoder": None}, {"ranges": {"rows": 1}}, {"background": 5}],
    ids=str,
)
def test_a_file_with_the_right_hash_and_a_wrong_inside_is_refused_with_the_remedy(damage, tmp_path):
    bundle = bundle_of()
    sha256, path = file.write(tmp_path, TASK.slug, bundle.passport, bundle.parts() | damage)
    with pytest.raises(BundleError, match=f"cannot be read by this version.*{REMEDY}"):
        Bundle.load(path, sha256)


@pytest.mark.parametrize("passport", [{"format": 2}, {"format": 2, "libraries": None}, {"format": 1, "libraries": {}}])
def test_a_passport_that_does_not_fit_the_file_is_refused(passport, tmp_path):
    sha256, path = file.write(tmp_path, TASK.slug, passport, bundle_of().parts())
    with pytest.raises(BundleError, match=REMEDY):
        Bundle.load(path, sha256)


def test_another_patch_release_of_a_library_is_accepted(tmp_path):
    bundle = bundle_of()
    libraries = {"numpy": ".".join([*np.__version__.split(".")[:2], "999"])}
    sha256, path = replace(bundle, passport=bundle.passport | {"libraries": libraries}).save(tmp_path)
    assert Bundle.load(path, sha256).predict([A_ROW]) == bundle.predict([A_ROW])


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_full_disk_leaves_nothing_behind(step, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    owner = file.os if step == "fsync" else file.Path
    monkeypatch.setattr(owner, step, full)
    with pytest.raises(OSError, match="No space left"):
        bundle_of().save(tmp_path)
    assert list(tmp_path.iterdir()) == []
