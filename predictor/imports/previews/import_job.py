"""Storing a large file that was confirmed, as a job."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from mlcore.pipeline.messages import N_, message
from predictor.access.reading.closed import reading_as
from predictor.access.rights import Act
from predictor.imports.drafts import GONE, Draft
from predictor.imports.previews import words
from predictor.imports.previews.of_class import FILES
from predictor.imports.previews.state import state_of
from predictor.imports.work import Follower, confirm
from predictor.jobs.kinds import Outcome
from predictor.jobs.run import Refused, Run
from predictor.models import Import, Job, Roster
from predictor.problems import ClassArchived, DeletedMeanwhile, ImportDone, ImportRefused

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# Percent at which each part begins, as measured with 10,000 rows.
READING, CELLS, STORING, COMPARED, AGAIN = 1, 4, 15, 30, 60


def run(run: Run, *, file: int, seen: str, despite_odd: bool) -> None:
    """`seen` is the hash of the plan that was confirmed."""
    who = run.job.asked_by
    if who is None:
        raise Refused(message(N_("Nothing was stored: the account that confirmed it was deleted.")))
    with reading_as(who):
        _store(run, who, file, seen, despite_odd=despite_odd)


def _store(run: Run, who: "User", file: int, seen: str, *, despite_odd: bool) -> None:
    draft = _draft(file, who)
    try:
        _read(draft, run)
        run.tell(STORING, {"kind": "storing"})
        follower = Follower(tell=partial(_tell, run), end=partial(_finish, run))
        confirm(draft, who, seen, despite_odd=despite_odd, follower=follower)
    except (ImportDone, DeletedMeanwhile, ClassArchived) as error:
        raise Refused(*error.args) from error
    except ImportRefused as error:
        _preview_again(draft, run)
        raise Refused(*error.args) from error


def _tell(run: Run, share: float) -> None:
    run.tell(COMPARED + (100 - COMPARED) * share)


def _finish(run: Run, row: Import | Roster) -> None:
    run.finish({"counts": row.counts})


def _draft(key: int, who: "User") -> Draft:
    """Of a class that they may still change. Raises Refused."""
    rows = Import.objects.open_to(who, Act.CHANGE).select_related("classroom__schema_version")
    row = rows.filter(pk=key).first()
    try:
        if row is None:
            raise ImportDone(message(GONE))
        return Draft.of(row)
    except ImportDone as error:
        raise Refused(*error.args) from error


def _read(draft: Draft, run: Run) -> None:
    run.tell(READING, {"kind": "reading"})
    rows = len(draft.table.rows)
    run.tell(CELLS, {"kind": "cells", "rows": rows})
    _ = draft.entries


def _preview_again(draft: Draft, run: Run) -> None:
    """So that whoever reads why it was not stored sees what would be stored now."""
    run.tell(AGAIN, {"kind": "again"})
    draft.forget_people()
    made_from = state_of(draft)
    with suppress(ImportRefused):
        FILES.keep(draft, made_from, only_of=run.job)


def given_up(job: Job) -> None:
    """Nothing was begun that would have to be closed."""


def titles(jobs: Sequence[Job], viewer: "User") -> list[str]:
    return words.titles(_("Storing of %(file)s"), jobs, words.open_to(viewer))


def is_open(job: Job, viewer: "User") -> bool:
    return words.is_open(job, words.open_to(viewer))


def line(fact: Mapping[str, Any]) -> str:
    return words.line(fact)


def outcome(job: Job) -> Outcome:
    row = Import.objects.filter(pk=words.key_of(job)).first()
    if row is None:
        return Outcome(_("The file was stored. Its class was deleted since."))
    return Outcome(_("The file was stored."), reverse("import", args=[row.pk]))
