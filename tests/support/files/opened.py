"""Open a file as a person brings it, and keep what was read."""

from dataclasses import dataclass
from pathlib import Path

from mlcore.pipeline.files.layout.layout import Layout
from mlcore.pipeline.files.reading import Reading, open_table


@dataclass(frozen=True, kw_only=True)
class Opened:
    headers: tuple[str, ...]
    rows: list[list[object]]
    numbers: list[int]
    layout: Layout


def opened(folder: Path, content: str | bytes, known=None, **how) -> Opened:
    path = folder / "export"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with open_table(path, Reading(**how), known) as table:
        records = list(table.records)
    rows, numbers = [cells for _, cells in records], [number for number, _ in records]
    return Opened(headers=table.headers, rows=rows, numbers=numbers, layout=table.layout)
