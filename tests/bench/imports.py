"""How long a file of students takes to be previewed, confirmed and undone, beside reading it alone; made-up names.

Uses a throw-away Postgres: PYTHONPATH=.:tests/support python tests/bench/imports.py
"""

import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable
from functools import partial
from io import BytesIO
from typing import Any

import django
import environment  # noqa: F401 - settings of a throw-away place

HEADER = ["Student ID", "Name", "Reading", "Writing", "Maths"]
PARTS = ("read", "new", "confirm", "changes", "by name", "undo")
FIRST = ("Zoë", "Ida", "Ben", "Amara", "Li", "Noor", "Ola", "Tea", "Jan", "Uma")


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="*", default=[1_000, 10_000])
    options = parser.parse_args()
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    sys.stdout.write(
        f"{'':>20}{'read':>9}{'new':>9}{'confirm':>9}{'changes':>9}{'by name':>9}{'undo':>9}{'ratio':>8}\n"
    )
    for rows in options.rows:
        for kind in (_csv, _workbook):
            sys.stdout.write(_line(rows, kind))


def _line(rows: int, kind: Callable[[list[list[Any]]], bytes]) -> str:
    from predictor.imports.core.mapping import known_headers
    from predictor.imports.core.table import read_table
    from predictor.imports.undo import undo
    from predictor.imports.work import confirm

    classroom, teacher = _class()
    first, second = kind(_rows(rows, 0)), kind(_rows(rows, 3))
    schema = classroom.schema_version.schema
    read, _ = _timed(lambda: read_table(first, partial(known_headers, schema)))
    new, draft = _timed(lambda: _previewed(classroom, teacher, first))
    stored, row = _timed(lambda: confirm(draft, teacher, draft.plan().hash, despite_odd=True))
    changes, _ = _timed(lambda: _previewed(classroom, teacher, second))
    by_name, _ = _timed(lambda: _previewed(classroom, teacher, kind([one[1:] for one in _rows(rows, 3)])))
    undone, _ = _timed(lambda: undo(row, teacher))
    times = (read, new, stored, changes, by_name, undone)
    called = f"{rows:,} {kind.__name__.strip('_')}"
    return f"{called:>20}{''.join(f'{seconds:>8.2f}s' for seconds in times)}{max(new, changes) / read:>8.1f}\n"


def _timed(act: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    done = act()
    return time.perf_counter() - start, done


def _previewed(classroom: Any, teacher: Any, content: bytes) -> Any:
    """From the bytes to what the page shows: as its three steps do, each reading the file anew."""
    from predictor.imports.drafts import Draft, begin
    from predictor.imports.previews.preview import preview_of
    from predictor.models import Import

    row = begin(classroom, teacher, "students", "list", content)
    _ = Draft.of(Import.objects.get(pk=row.pk)).matches
    draft = Draft.of(Import.objects.select_related("classroom__schema_version").get(pk=row.pk))
    preview_of(draft, draft.plan())
    return draft


def _class() -> tuple[Any, Any]:
    from django.contrib.auth.models import User

    from mlcore.datasets import schemas
    from predictor.models import Classroom

    teacher, _ = User.objects.get_or_create(username="teacher")
    return Classroom.objects.create(name="All", schema_version=schemas.schema_version("exams")), teacher


def _rows(count: int, more: int) -> list[list[Any]]:
    marks = ([(place * step + more) % 90 + 5 for step in (7, 11, 13)] for place in range(count))
    named = ([f"N{place:05d}", f"{FIRST[place % 10]} {place:05d}son"] for place in range(count))
    return [HEADER, *(who + three for who, three in zip(named, marks, strict=True))]


def _csv(rows: list[list[Any]]) -> bytes:
    return "\n".join(",".join(map(str, row)) for row in rows).encode()


def _workbook(rows: list[list[Any]]) -> bytes:
    from xlsxwriter import Workbook

    content = BytesIO()
    with Workbook(content) as workbook:
        sheet = workbook.add_worksheet()
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)
    return content.getvalue()


if __name__ == "__main__":
    main()
