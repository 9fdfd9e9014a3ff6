"""Making the preview of a large file, as a job."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from mlcore.pipeline.messages import message
from predictor.access.reading.closed import reading_as
from predictor.imports.core.plan import Plan
from predictor.imports.drafts import GONE, Draft
from predictor.imports.previews import words
from predictor.imports.previews.kept import keep
from predictor.imports.previews.preview import Preview, preview_of
from predictor.imports.previews.state import state_of
from predictor.jobs.kinds import Outcome
from predictor.jobs.run import Refused, Run
from predictor.models import Import, ImportFile, Job
from predictor.problems import ImportRefused

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# Percent at which each part begins, as measured with 10,000 rows.
READING, CELLS, PEOPLE, COMPARING, WHOLE = 1, 5, 25, 45, 60


def run(run: Run, *, file: int, state: Sequence[str]) -> None:
    """`state` when it was asked for; it is kept under the one that it is made from."""
    row = Import.objects.drafts().select_related("classroom__schema_version").filter(pk=file).first()
    if row is None:
        raise Refused(message(GONE))
    try:
        with reading_as(run.job.asked_by):
            draft = Draft.of(row)
            made_from = state_of(draft)
            plan, preview = _made(draft, run)
    except ImportRefused as error:
        raise Refused(*error.args) from error
    with transaction.atomic():
        keep(ImportFile.objects.all(), row, preview, made_from, only_of=run.job, seen=plan.seen)
        run.finish({})


def _made(draft: Draft, run: Run) -> tuple[Plan, Preview]:
    """What is expensive is done once, by whoever first asks the draft for it. Raises ImportRefused."""
    run.tell(READING, {"kind": "reading"})
    rows = len(draft.table.rows)
    run.tell(CELLS, {"kind": "cells", "rows": rows})
    _ = draft.entries
    run.tell(PEOPLE, {"kind": "people", "rows": rows})
    _ = draft.matches
    run.tell(COMPARING, {"kind": "comparing", "students": len(draft.people)})
    plan = draft.plan()
    run.tell(WHOLE, {"kind": "whole"})
    return plan, preview_of(draft, plan)


def given_up(job: Job) -> None:
    """Nothing was begun that would have to be closed."""


def titles(jobs: Sequence[Job], viewer: "User") -> list[str]:
    return words.titles(_("Preview of %(file)s"), jobs, words.open_to(viewer))


def is_open(job: Job, viewer: "User") -> bool:
    return words.is_open(job, words.open_to(viewer))


def line(fact: Mapping[str, Any]) -> str:
    return words.line(fact)


def outcome(job: Job) -> Outcome:
    key = words.key_of(job)
    if not Import.objects.drafts().filter(pk=key).exists():
        return Outcome(_("The file was stored or thrown away since."))
    return Outcome(_("The preview is ready."), reverse("import-look", args=[key]))
