"""Model files that nothing needs go; what is live, can come back or explains a prediction stays."""

import os
import time

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from factories import new_version

from mlcore.bundles import files
from mlcore.models import ModelVersion
from mlcore.pipeline.exceptions import BundleError
from mlcore.versions import live, promotions
from mlcore.versions.pruning import work
from predictor.models import Submission
from predictor.predicting.work import make_prediction

WEEK = 7 * 86_400


@pytest.fixture
def versions(math):
    """Of which the first was live, then the second, and the third is; the last two wait."""
    made = [math.versions.get(), *(new_version(math, shift=float(shift)) for shift in (1, 2, 3, 4))]
    for version in made[1:3]:
        promotions.promote(version, who="a test", why="newer")
    return made


def numbers(rows):
    return sorted(one.version.number for one in rows)


def there(versions):
    return [version.number for version in versions if files.is_there(version.file)]


def test_live_the_one_before_it_and_the_newest_stay(versions):
    plan = work.look(keep=1)
    assert {one.version.number: one.reason for one in plan.staying} == {3: "live", 2: "before", 5: "newest"}
    assert numbers(plan.going) == [1, 4]


def test_a_version_that_explains_a_prediction_stays(versions, math, people, student, answers):
    promotions.promote(versions[3], who="a test", why="for a day")
    said = {"task": math, "answers": answers, "made_by": people.owner, "student": student}
    make_prediction(**said, door=Submission.Door.PAGE)
    promotions.promote(versions[2], who="a test", why="back")
    promotions.promote(versions[4], who="a test", why="newer")
    (stays,) = [one for one in work.look(keep=1).staying if one.version == versions[3]]
    assert (stays.reason, stays.predictions) == ("referred", 1)


def test_looking_changes_nothing(versions):
    work.look(keep=1)
    assert there(versions) == [1, 2, 3, 4, 5]
    assert not ModelVersion.objects.exclude(pruned_at=None).exists()


def test_what_goes_is_remembered_and_its_file_is_gone(versions):
    plan = work.prune(keep=1, who="a test")
    gone = ModelVersion.objects.exclude(pruned_at=None)
    assert sorted(version.number for version in gone) == numbers(plan.going) == [1, 4]
    assert {version.pruned_by for version in gone} == {"a test"}
    assert there(versions) == [2, 3, 5]


def test_a_second_pruning_finds_nothing(versions):
    work.prune(keep=1, who="a test")
    plan = work.prune(keep=1, who="a test")
    assert (plan.going, plan.leftovers, plan.freed) == ((), (), 0)


def test_what_a_killed_pruning_left_goes_with_the_next(versions, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(files, "delete", _killed)
        with pytest.raises(KeyboardInterrupt):
            work.prune(keep=1, who="a test")
    assert there(versions) == [1, 2, 3, 4, 5]
    plan = work.prune(keep=1, who="a test")
    assert sorted(one.name for one in plan.leftovers) == sorted(versions[place].file for place in (0, 3))
    assert there(versions) == [2, 3, 5]


def _killed(name):
    raise KeyboardInterrupt


def test_nothing_goes_where_the_rows_could_not_be_stored(versions, monkeypatch):
    monkeypatch.setattr("django.db.models.query.QuerySet.update", _killed_in_the_transaction)
    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        work.prune(keep=1, who="a test")
    assert there(versions) == [1, 2, 3, 4, 5]


def _killed_in_the_transaction(rows, **changes):
    raise KeyboardInterrupt


def test_a_file_that_nobody_names_goes_when_it_is_old(versions, settings):
    orphan = settings.BUNDLE_DIR / f"math-{'0' * 64}.joblib"
    orphan.write_bytes(b"of a training whose rows were not stored")
    assert work.look(keep=9).files == ()
    _age(orphan)
    assert work.prune(keep=9, who="a test").files == (orphan.name,)
    assert not orphan.exists()


def test_other_files_are_nobodys_business(versions, settings):
    note = settings.BUNDLE_DIR / "README.txt"
    note.write_text("do not delete")
    _age(note)
    work.prune(keep=1, who="a test")
    assert note.exists()


def _age(path):
    then = time.time() - WEEK
    os.utime(path, (then, then))


def test_a_file_that_another_version_names_too_stays(versions):
    ModelVersion.objects.filter(pk=versions[0].pk).update(file=versions[2].file, sha256=versions[2].sha256)
    work.prune(keep=1, who="a test")
    assert live.bundle_of(ModelVersion.objects.live().get())


def test_what_was_pruned_neither_answers_nor_goes_live(versions):
    live.bundle_of(versions[0])  # kept by this process from then on
    work.prune(keep=1, who="a test")
    pruned = ModelVersion.objects.get(number=1)
    with pytest.raises(BundleError, match="was taken away on .* train the task again: manage.py train math"):
        promotions.promote(pruned, who="a test", why="back")
    with pytest.raises(promotions.NotPromoted, match="in this moment"):
        promotions.promote(versions[0], who="a test", why="as it was read before")
    with pytest.raises(IntegrityError), transaction.atomic():
        ModelVersion.objects.filter(pk=pruned.pk).update(is_live=True)


def test_the_command_lists_first_and_does_it_when_told(versions, capsys):
    call_command("prune_models", keep=1)
    assert there(versions) == [1, 2, 3, 4, 5]
    listed = capsys.readouterr().out
    assert "a rollback would bring it back" in listed
    assert "would go; to do it: prune_models --yes" in listed
    call_command("prune_models", keep=1, yes=True)
    assert there(versions) == [2, 3, 5]
    assert "in 2 files went" in capsys.readouterr().out


def test_pages_say_that_the_file_is_gone(versions, client, people):
    work.prune(keep=1, who="a test")
    client.force_login(people.admin)
    pruned = ModelVersion.objects.get(number=1)
    assert "Its file was taken away on" in client.get(f"/models/version/{pruned.pk}/").content.decode()
    lines = client.get("/models/math/versions/").content.decode()
    assert "its file was taken away" in lines
    assert "Make version 1 live" not in lines
