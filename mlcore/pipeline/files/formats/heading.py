"""Find the header of a table among its first rows: not always the first, but the one with the most known words."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache

from mlcore.pipeline.files.formats import table
from mlcore.pipeline.schema import header_key

# How many fields have a header there, and whether none lacks one.
Known = Callable[[Sequence[str]], tuple[int, bool]]
Rows = Sequence[Sequence[str]]

FIRST_ROWS = 15
FEWEST = 3
NO_WORD = re.compile(r"[\W\d_]*")
# A file is looked at once per delimiter.
_key = lru_cache(maxsize=20_000)(header_key)


def header_place(rows: Rows, known: Known | None = None) -> int:
    """Which of the first rows, none of them blank, is the header: the first one unless another has more known words.

    Another one needs three of them, or whatever it has to be known. Where no row has any, what stands alone above a
    table of three columns and more is a title.
    """
    if not rows or (known and known(rows[0])[1]):
        return 0
    words = [words_of(row, known) for row in rows[:FIRST_ROWS]]
    places = [place for place, (count, is_enough) in enumerate(words) if not place or (count and is_enough)]
    # Of a header in two rows, whose words are merged over both, the lower one says more.
    best = max(places, key=lambda place: (words[place][0], _filled(rows[place]) if words[place][0] else 0))
    return best if words[best][0] else _below_titles(rows[:FIRST_ROWS])


def words_of(row: Sequence[str], known: Known | None = None) -> tuple[int, bool]:
    """How many words of a schema or of one format a row has, and whether a header needs no more."""
    cells = [cell for cell in row if not NO_WORD.fullmatch(cell)]
    if not cells:
        return 0, False
    fields, has_all = known(cells) if known else (0, False)
    keys = set(map(_key, cells))
    count = max(fields, *(len(keys & one.known) for one in table.FORMATS))
    return count, count >= FEWEST or has_all or (fields == len(cells) > 1)


def usual_width(rows: Rows) -> int:
    """How many cells most of these rows have; of several such numbers the largest."""
    widths = Counter(map(len, rows))
    return max(widths, key=lambda width: (widths[width], width), default=0)


def _below_titles(rows: Rows) -> int:
    filled = list(map(_filled, rows))
    if max(filled) < FEWEST:
        return 0
    return next((place for place, cells in enumerate(filled) if cells > 1), 0)


def _filled(row: Sequence[str]) -> int:
    return sum(1 for cell in row if cell.strip())
