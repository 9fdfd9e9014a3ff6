"""The document as data for its layout: no text of it is ever read as markup."""

import json
from pathlib import Path
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from predictor.documents.catalogue import Part, Read, note
from predictor.documents.facts.words import day, moment
from predictor.documents.parts import Said, Table

NARROWEST = 3.0
LAYOUT = Path(__file__).with_name("document.typ")


def pdf_of(found: Read) -> bytes:
    import typst

    return bytes(typst.compile(LAYOUT, format="pdf", sys_inputs={"data": json.dumps(data_of(found))}))


def data_of(found: Read) -> dict[str, Any]:
    made = _("Read on %(at)s.") % {"at": moment(found.made_at)}
    return {
        "title": str(found.document.title),
        "lang": (get_language() or "en").partition("-")[0],
        "about": str(found.document.about),
        "made": f"{made} {note()}",
        "parts": [_part(part) for part in found.parts],
    }


def _part(part: Part) -> dict[str, Any]:
    section = part.section
    return {
        "heading": section.heading,
        "law": section.law,
        "says": list(section.says),
        "tables": [_table(table) for table in section.tables],
        "said": [_said(one) for one in part.said],
    }


def _table(table: Table) -> dict[str, Any]:
    told = {"heading": table.heading, "columns": list(table.columns), "note": table.note}
    return told | {"rows": [list(row) for row in table.rows], "widths": _widths(table)}


def _widths(table: Table) -> list[float]:
    """Of each column beside the others: a long text gets more room, and no column less than a word needs."""
    columns = zip(table.columns, *table.rows, strict=True)
    return [max(NARROWEST, max(map(len, column)) ** 0.5) for column in columns]


def _said(one: Said) -> dict[str, Any]:
    row = one.statement if one.text else None
    told = _("%(who)s, %(day)s")
    return {
        "label": str(one.gap.label),
        "text": one.text,
        "by": told % {"who": row.made_by.get_username(), "day": day(row.made_at)} if row else "",
        "missing": "" if one.text else _("To be filled in by the school: %(what)s") % {"what": one.gap.hint},
    }
