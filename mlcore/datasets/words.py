"""What is said of datasets: their size, what they were made of, what became of them, and why one is not taken."""

import shlex
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mlcore.datasets.choosing import Choice, Left, Why
from mlcore.datasets.keeping import Consequences
from mlcore.models import Dataset, DatasetPart
from mlcore.pipeline.messages import NN_
from mlcore.words import numbers
from mlcore.words.names import listed, person
from mlcore.words.said import said

OF_THE_SCHEMA = {Why.CONTRADICTS, Why.NEWER_SCHEMA, Why.OTHER_SCHEMA, Why.NO_TARGET}

# A model keeps a few rows of what it learned from, to explain by; its file is history as well.
LEARNED = NN_(
    "%(versions)s learned from them. It goes on serving, and its file keeps a sample of rows, without names. Earlier "
    "backups hold the rows.",
    "%(versions)s learned from them. They go on serving, and their files keep a sample of rows, without names. Earlier "
    "backups hold the rows.",
)


def day(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "DATE_FORMAT")


def named(dataset: Dataset) -> str:
    """'scores (160 rows)'."""
    facts = {"dataset": dataset.name, "rows": numbers.rows(dataset.rows)}
    return (_("%(dataset)s (%(rows)s, deleted)") if dataset.deleted_at else _("%(dataset)s (%(rows)s)")) % facts


def deleted(dataset: Dataset) -> str:
    """'Its rows were deleted on 26 November 2026 by ...'; empty where they are there."""
    return _("Its rows were %(state)s.") % {"state": state(dataset)} if dataset.deleted_at else ""


def archived(dataset: Dataset) -> str:
    if not dataset.archived_at:
        return ""
    facts = {"day": day(dataset.archived_at), "who": person(dataset.archived_by)}
    return (_("archived on %(day)s by %(who)s") if dataset.archived_by else _("archived on %(day)s")) % facts


def state(dataset: Dataset) -> str:
    """For lists: blank where it is offered."""
    if dataset.deleted_at:
        facts = {"day": day(dataset.deleted_at), "who": person(dataset.deleted_by)}
        return (_("deleted on %(day)s by %(who)s") if dataset.deleted_by else _("deleted on %(day)s")) % facts
    return archived(dataset)


def taken(choice: Choice) -> str:
    """Which rows a training takes, and why these."""
    one, *added = choice.taken
    if choice.is_named:
        return _("on %(datasets)s, as asked for") % {"datasets": together(choice.taken)}
    if not added:
        return _("on %(dataset)s, the newest dataset that fits") % {"dataset": named(one)}
    return _("on %(datasets)s: the newest dataset and what it belongs with") % {"datasets": together(choice.taken)}


def left(choice: Choice) -> list[str]:
    """A sentence for each dataset that is not taken."""
    told = _("Not taken: %(dataset)s, %(reason)s.")
    return [told % {"dataset": named(found.dataset), "reason": reason(found)} for found in choice.left]


def reason(found: Left) -> str:
    """Why a dataset is not taken, to stand behind its name, with what can be done."""
    dataset = found.dataset
    if found.why in OF_THE_SCHEMA:
        return _against(found) % {"schema": dataset.schema_version, "changes": _changes(found)}
    if found.why == Why.ARCHIVED:
        return f"{archived(dataset)} (manage.py datasets bring-back {_quoted(dataset)})"  # not for readers
    if found.why == Why.DELETED:
        return _("rows were %(state)s") % {"state": state(dataset)}
    if found.why == Why.NOT_NEWEST:
        older = _("which is older; to take it as well: --dataset %(dataset)s, or manage.py datasets join")
        return older % {"dataset": _quoted(dataset)}
    return _("which was not asked for; to take it as well: --dataset %(dataset)s") % {"dataset": _quoted(dataset)}


def _against(found: Left) -> str:
    if found.contradictions:
        return _("which follows %(schema)s, which the newer version contradicts: %(changes)s")
    if found.why == Why.NO_TARGET:
        return _("which follows %(schema)s and does not know what is asked")
    return _("which follows %(schema)s")


def _changes(found: Left) -> str:
    return "; ".join(said(change.message) for change in found.contradictions)


def repeated(parts: Iterable[DatasetPart]) -> list[str]:
    """A sentence for each part with rows that stood before."""
    return [_repeated(line) for line in parts if line.repeats]


def _repeated(line: DatasetPart) -> str:
    facts = {"rows": numbers.rows(line.repeats), "dataset": line.part.name, "count": numbers.count(line.left_out)}
    if line.left_out:
        told = ngettext(
            "%(rows)s of %(dataset)s is also in what stands before: %(count)s left out, so that none is learned from "
            "twice (--repeats keep).",
            "%(rows)s of %(dataset)s are also in what stands before: %(count)s left out, so that none is learned from "
            "twice (--repeats keep).",
            line.repeats,
        )
        return told % facts
    told = ngettext(
        "%(rows)s of %(dataset)s is also in what stands before: kept, no more than chance explains, as of students "
        "with the same values (--repeats leave-out).",
        "%(rows)s of %(dataset)s are also in what stands before: kept, no more than chance explains, as of students "
        "with the same values (--repeats leave-out).",
        line.repeats,
    )
    return told % facts


def made_of(dataset: Dataset) -> str:
    """Its parts with their sizes; empty where it was imported."""
    return together([line.part for line in dataset.parts.all()])


def refused(dataset: Dataset) -> str:
    """How many rows were left out at the import, of which part; empty where none was."""
    parts = [line.part for line in dataset.parts.select_related("part")]
    if not parts:
        return numbers.rows(dataset.left_out["rows"]) if dataset.left_out else ""
    return listed([_rows_of(part.left_out["rows"], part) for part in parts if part.left_out])


def repeats_left_out(dataset: Dataset) -> str:
    """How many rows are not learned from because another part has them too; empty where none is."""
    parts = dataset.parts.select_related("part").filter(left_out__gt=0)
    return listed([_rows_of(line.left_out, line.part) for line in parts])


def withheld_from(dataset: Dataset) -> str:
    """How many rows are not learned from because students objected; empty where none is."""
    count = sum(len(line.withheld) for line in dataset.parts.all())
    return numbers.rows(count) if count else ""


def withheld(count: int) -> str:
    """Of rows that were to be learned from; it names nobody."""
    told = ngettext(
        "%(rows)s of students who object is left out.", "%(rows)s of students who object are left out.", count
    )
    return told % {"rows": numbers.rows(count)}


def _rows_of(count: int, dataset: Dataset) -> str:
    return _("%(rows)s of %(dataset)s") % {"rows": numbers.rows(count), "dataset": dataset.name}


def together(datasets: Sequence[Dataset]) -> str:
    return listed([named(dataset) for dataset in datasets]) if datasets else ""


def consequences(lost: Consequences) -> str:
    """What hangs on rows that are to be deleted."""
    if not lost.versions:
        told = _("No model learned from them. Earlier backups hold them.")
    else:
        live = _("%(version)s (live)")
        versions = [live % {"version": version} if version.is_live else str(version) for version in lost.versions]
        told = ngettext(*LEARNED, len(versions)) % {"versions": listed(versions)}
    if not lost.wholes:
        return told
    return _("The rows of %(datasets)s go with them. %(told)s") % {"datasets": together(lost.wholes), "told": told}


def _quoted(dataset: Dataset) -> str:
    return shlex.quote(dataset.name)
