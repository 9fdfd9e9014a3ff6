"""What the pages of a zip show, bounded however large the school is."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from predictor.imports.pages import Shown
from predictor.imports.words import done
from predictor.models import Roster
from predictor.oneroster import words
from predictor.oneroster.previews.preview import MOST_CLASSES, ClassShown, RosterPreview

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from predictor.models import Import

STEPS = (("classes", _("Classes")), ("who", _("Teachers and tests")), ("look", _("Look and store")))
OF_SCHOOL, OF_CLASS = ("odd", "perhaps", "classes", "quiet"), ("new", "changed", "incoming", "leaving", "refused")


@dataclass(frozen=True)
class ClassOnPage:
    about: ClassShown
    parts: dict[str, Shown]


def look_page(preview: RosterPreview) -> dict[str, Any]:
    """What is the first of more says so."""
    parts = {part: Shown(getattr(preview, part), preview.totals[part]) for part in OF_SCHOOL}
    classes = [ClassOnPage(one, _parts(one)) for one in preview.classes]
    return {"plan": preview} | parts | {"classes": Shown(classes, preview.totals["classes"])}


def _parts(one: ClassShown) -> dict[str, Shown]:
    return {part: Shown(getattr(one, part), one.counts[part]) for part in OF_CLASS}


def parts_of(row: Roster) -> "QuerySet[Import]":
    """What it did to each class."""
    return row.parts.select_related("classroom").order_by("classroom__name", "pk")


def result_page(row: Roster) -> dict[str, Any]:
    parts = parts_of(row)
    told = [(part, done(part.counts)) for part in parts[:MOST_CLASSES]]
    return {"done": words.done(row.counts), "parts": Shown(told, parts.count())}
