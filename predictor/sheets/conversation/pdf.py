"""Sheets as a PDF, laid out by Typst: a library in one wheel, which needs no system library, no browser and no font."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from predictor.models import Classroom, Student
from predictor.sheets.conversation.said import Part, Said, since

LAYOUT = Path(__file__).with_name("sheets.typ")


class Paper(StrEnum):
    A4 = "a4"
    LETTER = "us-letter"


def pdf_of(classroom: Classroom, sheets: Sequence[Said], without: Sequence[Student], paper: Paper) -> bytes:
    """A page each, and one that names those `without` a sheet."""
    import typst

    return bytes(typst.compile(LAYOUT, format="pdf", sys_inputs=inputs(classroom, sheets, without, paper)))


def inputs(classroom: Classroom, sheets: Sequence[Said], without: Sequence[Student], paper: Paper) -> dict[str, str]:
    """As data, so that no name is ever read as markup."""
    nothing = _("Nothing is predicted yet, and so there is no sheet, for:")
    names = ", ".join(student.name for student in without)
    data = {
        "title": _("Conversation sheets: %(name)s") % {"name": classroom.name},
        "lang": (get_language() or "en").partition("-")[0],
        "paper": paper,
        "sheets": [_sheet(one) for one in sheets],
        "without": f"{nothing} {names}." if names else "",
        "without_heading": _("Without a sheet"),
    }
    return {"data": json.dumps(data)}


def _sheet(said: Said) -> dict[str, Any]:
    words = {name: getattr(said, name) for name in ("about", "question", "statement", "aside", "demo", "foot")}
    return words | {
        "name": said.sheet.student.name,
        "dots": said.dots.sentence,
        "full": said.dots.full,
        "range": _range(said),
        "beside": [_part(one) for one in said.beside],
        "parts": [_part(one) for one in said.parts],
    }


def _part(part: Part) -> dict[str, Any]:
    return asdict(part) | {
        "entries": [{"label": one.label, "shown": one.shown, "since": since(one)} for one in part.entries]
    }


def _range(said: Said) -> dict[str, Any]:
    """In percent of the width of the scale."""
    reading, mark = said.sheet.reading, said.sheet.reading.mark
    low90, low80 = _percent(mark.low90), _percent(mark.low80)
    return {
        "low90": low90,
        "high90": low90 + _percent(mark.width90),
        "low80": low80,
        "high80": low80 + _percent(mark.width80),
        "low": reading.low,
        "high": reading.high,
        "ticks": [{"at": _percent(tick.at), "label": tick.label} for tick in reading.ticks],
    }


def _percent(text: str) -> float:
    return float(text.removesuffix("%"))
