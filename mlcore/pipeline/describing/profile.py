"""What stands in the columns of a file, counted once from top to bottom, in memory that does not grow with the rows."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import inf

from mlcore.pipeline.describing.scales import Met
from mlcore.pipeline.describing.words.vocabulary import Topic, word_of
from mlcore.pipeline.files.cells.mixed_percent import MixedPercent
from mlcore.pipeline.files.cells.no_pupil import PupilRows
from mlcore.pipeline.files.cells.numbers import Mark, written
from mlcore.pipeline.files.reading import Chunk, RawTable, read_chunks
from mlcore.pipeline.files.spreadsheet import Cell
from mlcore.pipeline.files.workbook.marks import Unresolved
from mlcore.pipeline.schema.spelling import NO_RESULT, spelled, tidy

# Of more different texts nobody makes choices, and of these many people may bear a name each.
MOST_TEXTS = 300
LONGEST_KEPT = 100
# Beyond it nobody counts or marks.
LARGEST = 1e15
# So many rows, evenly spread, tell how often values come again and which columns all but equal each other.
MOST_SAMPLED = 2_000


@dataclass(frozen=True)
class Profile:
    """One column: `texts` by how often each stands, without numbers and words for 'not known'; None where they are too
    many or too long. `numbers` cells are numbers, `number_texts` their spellings as far as they are few; `unresolved`
    are formulas without a result, `commas` numbers with a decimal comma; `mixed` are rows of the file, where one says
    percent and another a part of one.
    """

    header: str
    position: int
    filled: int
    dates: int
    addresses: int
    numbers: int
    met: Met | None
    texts: Counter[str] | None
    number_texts: Counter[str] | None
    words: int
    leading_zeros: int
    different_in_sample: int
    sampled: int
    unresolved: int
    commas: int
    mixed: tuple[int, ...] = ()

    @property
    def others(self) -> int:
        """Filled cells that are neither numbers nor dates."""
        return self.filled - self.numbers - self.dates

    @property
    def distinctness(self) -> float:
        """The share of different values among filled cells of the sample."""
        return self.different_in_sample / self.sampled if self.sampled else 0.0


@dataclass(frozen=True)
class Profiled:
    """All columns, some rows evenly spread over the file as columns of raw cells, and how many rows there are."""

    columns: tuple[Profile, ...]
    sample: list[list[Cell]]
    rows: int


def profile(table: RawTable, decimal: Mark | None = None) -> Profiled:
    """Read a table to its end; `decimal` as `Reading` has it. Raises DataError for what cannot be read."""
    who = {place for place, header in enumerate(table.headers) if word_of(Topic.PERSON, header)}
    pupils = PupilRows(table.records, (), who)
    nothing = NO_RESULT | {spelled(word) for word in table.layout.nothing}
    counting = [_Counting(nothing, decimal) for _ in table.headers]
    sample, rows = _Sample(len(table.headers)), 0
    for chunk in read_chunks(replace(table, records=pupils)):
        rows += len(chunk.row_numbers)
        sample.take(chunk)
        for counted, cells in zip(counting, chunk.columns, strict=False):
            counted.feed(cells, chunk.row_numbers)
    columns = (
        counted.profile(header, position, sample.columns[position])
        for position, (header, counted) in enumerate(zip(table.headers, counting, strict=True))
    )
    return Profiled(tuple(columns), sample.columns, rows)


class _Sample:
    """Every row, then every second, every fourth, as they become many."""

    def __init__(self, width: int) -> None:
        self.columns: list[list[Cell]] = [[] for _ in range(width)]
        self._every, self._seen = 1, 0

    def take(self, chunk: Chunk) -> None:
        count = len(chunk.row_numbers)
        first = -self._seen % self._every
        for kept, cells in zip(self.columns, chunk.columns, strict=False):
            kept.extend(cells[first :: self._every])
        self._seen += count
        while self.columns and len(self.columns[0]) > MOST_SAMPLED:
            self.columns = [kept[::2] for kept in self.columns]
            self._every *= 2


class _Counting:
    """The counts of one column while rows come."""

    def __init__(self, nothing: frozenset[str], decimal: Mark | None) -> None:
        self._nothing, self._decimal = nothing, decimal
        self.filled = self.dates = self.addresses = self.numbers = self.words = self.leading_zeros = 0
        self.unresolved = self.commas = 0
        self.texts: Counter[str] | None = Counter()
        self.number_texts: Counter[str] | None = Counter()
        self.low, self.high, self.whole, self.halves = inf, -inf, True, True
        self._mixing = MixedPercent()

    def feed(self, cells: Sequence[Cell], row_numbers: Sequence[int]) -> None:
        counted = Counter(cells)
        for cell, count in counted.items():
            self._add(cell, count)
        self._mixing.look_at(counted, cells, row_numbers)

    def _add(self, cell: Cell, count: int) -> None:
        if isinstance(cell, Unresolved):
            self.unresolved += count
            return
        if not isinstance(cell, str):
            self.filled += count
            self.dates += count
            return
        number = number_of(cell, self._decimal)
        if number is not None:
            self._add_number(cell, number, count)
        elif spelled(cell) not in self._nothing:
            self._add_text(tidy(cell), count)

    def _add_number(self, cell: str, number: float, count: int) -> None:
        self.filled += count
        self.numbers += count
        self.low, self.high = min(self.low, number), max(self.high, number)
        self.whole = self.whole and number.is_integer()
        self.halves = self.halves and (2 * number).is_integer()
        text = tidy(cell)
        self.commas += count * ("," in text and "." not in text)
        if text.startswith("0") and text.isdigit() and len(text) > 1:
            self.leading_zeros += count
        self.number_texts = _counted(self.number_texts, text, count)

    def _add_text(self, text: str, count: int) -> None:
        self.filled += count
        self.words += count * len(text.split())
        self.addresses += count * ("@" in text or text.startswith(("http://", "https://", "www.")))
        self.texts = _counted(self.texts, text, count) if len(text) <= LONGEST_KEPT else None

    def profile(self, header: str, position: int, sample: Sequence[Cell]) -> Profile:
        filled = [tidy(str(cell)) for cell in sample if str(cell).strip()]
        met = Met(low=self.low, high=self.high, whole=self.whole, halves=self.halves) if self.numbers else None
        return Profile(
            header=header,
            position=position,
            filled=self.filled,
            dates=self.dates,
            addresses=self.addresses,
            numbers=self.numbers,
            met=met,
            texts=self.texts,
            number_texts=self.number_texts,
            words=self.words,
            leading_zeros=self.leading_zeros,
            different_in_sample=len({text.casefold() for text in filled}),
            sampled=len(filled),
            unresolved=self.unresolved,
            commas=self.commas,
            mixed=self._mixing.rows,
        )


def _counted(texts: "Counter[str] | None", text: str, count: int) -> "Counter[str] | None":
    if texts is None:
        return None
    texts[text] += count
    return texts if len(texts) <= MOST_TEXTS else None


def number_of(cell: str, decimal: Mark | None = None) -> float | None:
    """What a cell says as a number, in any of the usual spellings; percent as the number before the sign."""
    try:
        number = float(cell)
    except ValueError:
        text = written(cell, decimal).text
        if text == cell or "_" in text:
            return None
        try:
            number = float(text)
        except ValueError:
            return None
    # Also what is not finite is none.
    return number if abs(number) <= LARGEST and "_" not in cell else None


def spellings(texts: Counter[str]) -> Iterator[tuple[str, int]]:
    """Texts that differ only in capital letters or quotation marks as one, spelt as most are; most common first."""
    by_key: dict[str, Counter[str]] = {}
    for text, count in texts.items():
        by_key.setdefault(spelled(text), Counter())[text] += count
    for found in sorted(by_key.values(), key=lambda each: -each.total()):
        yield min(found, key=lambda text: (-found[text], text)), found.total()
