"""The text of a TOML file as editors save it, and which character of a line that cannot be read is to blame."""

import codecs
import re
import unicodedata

from mlcore.pipeline.schema.spelling import STRAIGHT, TIDY

# The mark of UTF-16 in little-endian order also begins that of UTF-32, which nobody saves a schema in.
MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
PLACE = re.compile(r"at line (\d+)")


def decoded(content: bytes) -> str:
    """With the ends of lines that TOML knows. Raises UnicodeDecodeError."""
    encoding = next((encoding for mark, encoding in MARKS.items() if content.startswith(mark)), "utf-8")
    return content.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")


def hint(text: str, error: str) -> str:
    """Names the first character of the line in question that a text editor or a web page has put there."""
    place = PLACE.search(error)
    line = text.split("\n")[int(place[1]) - 1 :][:1] if place else []
    for column, letter in enumerate("".join(line), start=1):
        if ord(letter) in STRAIGHT or ord(letter) in TIDY:
            name = unicodedata.name(letter, "a control character")
            return f"; character {column} of that line is {name}, write {_instead(letter)}"
    return ""


def _instead(letter: str) -> str:
    plain = letter.translate(TIDY).translate(STRAIGHT)
    return {"": "nothing", " ": "a plain space"}.get(plain, plain)
