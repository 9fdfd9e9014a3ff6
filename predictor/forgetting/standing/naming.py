"""Whether a text or a file names a student: by all words of their name, or by the school's own number."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from predictor.models import Student

# A number as short as this stands for something else in most files.
SHORTEST_NUMBER = 3
ENCODINGS = ("utf-8", "utf-16", "cp1252")
WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Named:
    """`words` of a name in any order, in small letters: 'Osei, Amara' in a file is Amara Osei."""

    words: frozenset[str]
    number: str

    @classmethod
    def of(cls, student: Student) -> "Named":
        number = student.reference.casefold()
        return cls(frozenset(WORD.findall(student.name.casefold())), number if len(number) >= SHORTEST_NUMBER else "")

    def stands_in(self, text: str) -> bool:
        lowered = text.casefold()
        if self.number and self.number in lowered:
            return True
        return bool(self.words) and self.words <= set(WORD.findall(lowered))

    def stands_in_file(self, content: bytes) -> bool:
        """Of a workbook or a zip, in any of the files that it holds."""
        return any(self.stands_in(text) for text in _texts(content))


def _texts(content: bytes) -> Iterator[str]:
    for piece in _pieces(content):
        for encoding in ENCODINGS:
            yield piece.decode(encoding, errors="ignore")


def _pieces(content: bytes, depth: int = 2) -> Iterator[bytes]:
    if not (depth and zipfile.is_zipfile(io.BytesIO(content))):
        yield content
        return
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        for name in packed.namelist():
            yield from _pieces(packed.read(name), depth - 1)
