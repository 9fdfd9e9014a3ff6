"""Making the preview of a large zip, as a job."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from mlcore.pipeline.messages import message
from predictor.access.reading.closed import reading_as
from predictor.imports.previews import words
from predictor.imports.previews.kept import keep
from predictor.jobs.kinds import Outcome
from predictor.jobs.run import Refused, Run
from predictor.models import Job, Roster, RosterFile
from predictor.oneroster.drafts import GONE, Draft
from predictor.oneroster.previews.of_school import open_to
from predictor.oneroster.previews.preview import RosterPreview, preview_of
from predictor.oneroster.previews.state import state_of
from predictor.problems import ImportRefused

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# Percent at which each part begins, as measured with 5,000 places in 200 classes.
READING, HERE, COMPARING, WHOLE = 1, 9, 25, 70


def run(run: Run, *, file: int, state: Sequence[str]) -> None:
    """`state` when it was asked for; it is kept under the one that it is made from."""
    row = Roster.objects.drafts().filter(pk=file).first()
    if row is None:
        raise Refused(message(GONE))
    try:
        with reading_as(run.job.asked_by):
            draft = Draft.of(row)
            made_from = state_of(draft)
            preview = _made(draft, run)
    except ImportRefused as error:
        raise Refused(*error.args) from error
    with transaction.atomic():
        keep(RosterFile.objects.all(), row, preview, made_from, only_of=run.job)
        run.finish({})


def _made(draft: Draft, run: Run) -> RosterPreview:
    """What is expensive is done once, by whoever first asks the draft for it. Raises ImportRefused."""
    run.tell(READING, {"kind": "reading"})
    students = len(draft.records.students)
    run.tell(HERE, {"kind": "here", "classes": len(draft.choices.taken)})
    _ = draft.here
    run.tell(COMPARING, {"kind": "comparing", "students": students})
    plan = draft.plan()
    run.tell(WHOLE, {"kind": "classes whole"})  # not for readers
    return preview_of(draft, plan)


def given_up(job: Job) -> None:
    """Nothing was begun that would have to be closed."""


def titles(jobs: Sequence[Job], viewer: "User") -> list[str]:
    return words.titles(_("Preview of %(file)s"), jobs, open_to(viewer))


def is_open(job: Job, viewer: "User") -> bool:
    return words.is_open(job, open_to(viewer))


def line(fact: Mapping[str, Any]) -> str:
    return words.line(fact)


def outcome(job: Job) -> Outcome:
    key = words.key_of(job)
    if not Roster.objects.drafts().filter(pk=key).exists():
        return Outcome(_("The file was stored or thrown away since."))
    return Outcome(_("The preview is ready."), reverse("roster-look", args=[key]))
