"""The file as a PDF, laid out by Typst."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mlcore.words import numbers
from predictor.student_file.paper.tables import MOST_LINES, cut, tables
from predictor.student_file.values import hidden_fields

LAYOUT = Path(__file__).with_name("file.typ")


def pdf_of(content: Mapping[str, Any]) -> bytes:
    import typst

    return bytes(typst.compile(LAYOUT, format="pdf", sys_inputs={"data": json.dumps(_data(content))}))


def _data(content: Mapping[str, Any]) -> dict[str, Any]:
    """As data, so that no name is ever read as markup."""
    student = content["student"]
    return {
        "title": _("Everything kept about %(name)s") % {"name": student["name"]},
        "lang": (get_language() or "en").partition("-")[0],
        "about": ", ".join(filter(None, (student["class"], student["reference"]))),
        "notes": _notes(content),
        "tables": tables(content),
    }


def _notes(content: Mapping[str, Any]) -> list[str]:
    notes = [
        _("A prediction is not a grade and not a limit. It says what students like this one usually score."),
        _("Left out: teachers' own estimates, which nobody else sees."),
    ]
    if content["hidden_fields"]:
        notes.append(hidden_fields(content["hidden_fields"]))
    for heading, count in cut(content).items():
        facts = {"part": heading, "shown": MOST_LINES, "count": numbers.count(count)}
        notes.append(_("%(part)s: the newest %(shown)s of %(count)s; the JSON has all.") % facts)
    return notes
