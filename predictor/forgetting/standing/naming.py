"""Whether a text or a file names a student: by all words of their name, or by the school's own number."""

from collections.abc import Iterator
from dataclasses import dataclass

from predictor.forgetting.standing.pieces import Unreadable, pieces
from predictor.forgetting.standing.words import plain, words_of
from predictor.models import Student

# A number as short as this stands for something else in most files.
SHORTEST_NUMBER = 3
ENCODINGS = ("utf-8", "utf-16", "cp1252")


@dataclass(frozen=True)
class Named:
    """`words` of a name in any order, in small letters: 'Osei, Amara' in a file is Amara Osei."""

    words: frozenset[str]
    number: str

    @classmethod
    def of(cls, student: Student) -> "Named":
        number = plain(student.reference)
        return cls(frozenset(words_of(plain(student.name))), number if len(number) >= SHORTEST_NUMBER else "")

    def stands_in(self, text: str) -> bool:
        lowered = plain(text)
        if self.number and self.number in lowered:
            return True
        # Most texts do not hold them even as a part of a word, which is told faster.
        return bool(self.words) and all(word in lowered for word in self.words) and self.words <= words_of(lowered)

    def stands_in_file(self, content: bytes) -> bool:
        """Of a workbook or a zip, in any of the files that it holds. Of what cannot be read nobody can say that it
        does not."""
        try:
            return any(self.stands_in(text) for text in _texts(content))
        except Unreadable:
            return True


def _texts(content: bytes) -> Iterator[str]:
    for piece in pieces(content):
        for encoding in ENCODINGS:
            yield piece.decode(encoding, errors="ignore")
