"""Gradebooks to be filled, with every way of writing a cell that programs have."""

from dataclasses import dataclass

from hypothesis import strategies as st

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1252")
HEADERS = {
    "canvas": ("Student", "ID", "SIS User ID", "Section", "Quiz 1 (102)", "Final Score"),
    "powerteacher": ("Student Num", "Student Name", "Score"),
}
ABOVE = {
    "canvas": (),
    "powerteacher": (
        *(("Teacher Name:", "Made Up", ""), ("Class:", "7B", ""), ("Assignment Name:", "Quiz 1", "")),
        *(("Due Date:", "2026-08-25", ""), ("Points Possible:", "10.0", ""), ("Extra Points:", "0.0", "")),
        ("Score Type:", "POINTS", ""),
    ),
}
PLACES = {"canvas": 4, "powerteacher": 2}
NAMES = st.text(alphabet="aé ,;\t\"'\r\n|", min_size=1, max_size=8).map(lambda text: f"N{text}")


@dataclass(frozen=True)
class Written:
    """Raw cells by row, with the line end of each; `place` is the column to be filled, `first` the first pupil."""

    rows: list[tuple[list[str], str]]
    delimiter: str
    encoding: str
    place: int
    first: int

    @property
    def content(self) -> bytes:
        text = "".join(self.delimiter.join(cells) + end for cells, end in self.rows)
        return text.encode(self.encoding)

    def with_texts(self, texts: list[str]) -> "Written":
        """What is expected: one text per pupil, quoted where the cell was or where it must be."""
        rows = list(self.rows)
        for place, text in enumerate(texts, start=self.first):
            cells, end = rows[place]
            must = cells[self.place].startswith('"') or any(mark in text for mark in (self.delimiter, '"', "\n", "\r"))
            rows[place] = ([*cells[: self.place], raw(text, must), *cells[self.place + 1 :]], end)
        return Written(rows, self.delimiter, self.encoding, self.place, self.first)


def raw(text: str, quoted: bool) -> str:
    return '"' + text.replace('"', '""') + '"' if quoted else text


@st.composite
def exports(draw) -> Written:
    slug = draw(st.sampled_from(sorted(HEADERS)))
    delimiter = draw(st.sampled_from([",", ";", "\t"]))
    end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    pupils = [_pupil(slug, number, draw) for number in range(draw(st.integers(1, 4)))]
    above = [*ABOVE[slug], HEADERS[slug]]
    if slug == "canvas":
        above.append(("    Points Possible", "", "", "", "10", "(read only)"))
    all_quoted = draw(st.booleans())
    rows = [([_cell(text, delimiter, all_quoted, draw) for text in cells], end) for cells in [*above, *pupils]]
    if draw(st.booleans()):
        rows[-1] = (rows[-1][0], "")
    return Written(rows, delimiter, draw(st.sampled_from(ENCODINGS)), PLACES[slug], len(above))


def _pupil(slug: str, number: int, draw) -> tuple[str, ...]:
    name, before = draw(NAMES), draw(st.sampled_from(["", "", "7", "EX"]))
    if slug == "powerteacher":
        return f"00{number}", name, before
    return name, f"{90 + number}", f"00{number}", "7B", before, "72"


def _cell(text: str, delimiter: str, all_quoted: bool, draw) -> str:
    must = any(mark in text for mark in (delimiter, '"', "\n", "\r"))
    return raw(text, must or all_quoted or draw(st.integers(0, 3)) == 0)
