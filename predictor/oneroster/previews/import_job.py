"""Storing a large zip that was confirmed, as a job."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from mlcore.pipeline.messages import N_, message
from predictor.access.reading.closed import reading_as
from predictor.imports.previews import words
from predictor.imports.work import Follower
from predictor.jobs.kinds import Outcome
from predictor.jobs.run import Refused, Run
from predictor.models import Import, Job, Roster
from predictor.oneroster.drafts import GONE, Draft
from predictor.oneroster.previews.of_school import FILES, open_to
from predictor.oneroster.previews.state import state_of
from predictor.oneroster.work import confirm
from predictor.problems import ImportDone, ImportRefused

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# Percent at which each part begins, as measured with 5,000 places in 200 classes.
READING, STORING, COMPARED, AGAIN = 1, 6, 40, 60


def run(run: Run, *, file: int, seen: str, despite_odd: bool) -> None:
    """`seen` is the hash of the plan that was confirmed."""
    who = run.job.asked_by
    if who is None:
        raise Refused(message(N_("Nothing was stored: the account that confirmed it was deleted.")))
    with reading_as(who):
        _store(run, who, file, seen, despite_odd=despite_odd)


def _store(run: Run, who: "User", file: int, seen: str, *, despite_odd: bool) -> None:
    try:
        draft = _draft(file, who)
        run.tell(READING, {"kind": "reading"})
        _ = draft.records
        run.tell(STORING, {"kind": "storing"})
        follower = Follower(tell=partial(_tell, run), end=partial(_finish, run))
        confirm(draft, who, seen, despite_odd=despite_odd, follower=follower)
    except ImportDone as error:
        raise Refused(*error.args) from error
    except ImportRefused as error:
        _preview_again(draft, run)
        raise Refused(*error.args) from error


def _tell(run: Run, share: float) -> None:
    run.tell(COMPARED + (100 - COMPARED) * share)


def _finish(run: Run, row: Import | Roster) -> None:
    run.finish({"counts": row.counts})


def _draft(key: int, who: "User") -> Draft:
    """Raises ImportDone."""
    row = open_to(who).filter(pk=key).first()
    if row is None:
        raise ImportDone(message(GONE))
    return Draft.of(row)


def _preview_again(draft: Draft, run: Run) -> None:
    """So that whoever reads why it was not stored sees what would be stored now."""
    run.tell(AGAIN, {"kind": "again"})
    draft.forget()
    with suppress(ImportRefused):
        FILES.keep(draft, state_of(draft), only_of=run.job)


def given_up(job: Job) -> None:
    """Nothing was begun that would have to be closed."""


def titles(jobs: Sequence[Job], viewer: "User") -> list[str]:
    return words.titles(_("Storing of %(file)s"), jobs, open_to(viewer))


def is_open(job: Job, viewer: "User") -> bool:
    return words.is_open(job, open_to(viewer))


def line(fact: Mapping[str, Any]) -> str:
    return words.line(fact)


def outcome(job: Job) -> Outcome:
    row = Roster.objects.filter(pk=words.key_of(job)).first()
    if row is None:
        return Outcome(_("The file was stored."))
    return Outcome(_("The file was stored."), reverse("roster", args=[row.pk]))
