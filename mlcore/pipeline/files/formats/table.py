"""The table of formats. One more is one more row, here or in the lists that it is made of."""

from mlcore.pipeline.files.formats.format import Format, pattern
from mlcore.pipeline.files.formats.gradebooks import GRADEBOOKS
from mlcore.pipeline.files.formats.lists import LISTS
from mlcore.pipeline.files.formats.tests import TESTS

FORMATS: tuple[Format, ...] = (*GRADEBOOKS, *LISTS, *TESTS)

# A table that no system is known for: its columns are mapped. Whoever makes one by hand tells maxima in brackets.
PLAIN = Format(
    slug="",
    name="a plain table",
    score=pattern(
        r"(?P<title>.*\S)\s*[(\[]\s*(?:out of |of |max\.? |/ ?|(?=[\d.,]+ ?(?:points|pts|marks)\b))"
        r"(?P<maximum>\d+(?:[.,]\d+)?) ?(?:points|pts|marks)?\s*[)\]]"
    ),
)
