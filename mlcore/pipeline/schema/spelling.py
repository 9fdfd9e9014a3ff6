"""What people type and what they mean: invisible characters, spaces, quotation marks, dashes, and words for nothing."""

import re
import unicodedata

# Characters that nobody sees: soft hyphens, joiners, direction marks, marks of byte order and of variants.
UNSEEN = [0xAD, 0x34F, 0x61C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF]
UNSEEN += range(0xFE00, 0xFE10)
SPACES = [0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000]
QUOTES = {
    "'": "\u2018\u2019\u201a\u201b\u2032\u02b9\u02bb\u02bc`\u00b4\uff07",
    '"': "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\uff02",
}
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d"
# Between letters they change how these are drawn, and names of many languages need them; alone they show nothing.
JOINERS, VARIANTS = "\u200c\u200d", [*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0000, 0xE1000)]
BLANK = [0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2065, 0x2800, 0x3164, 0xFFA0, *range(0xFFF0, 0xFFF9)]
SHOWS_NOTHING = frozenset([*map(ord, JOINERS), *VARIANTS, *BLANK])
# Of the same kind as direction marks, and yet signs that are seen: they stand before or above numbers.
SIGNS = [*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD]
KEPT = SHOWS_NOTHING.union(SIGNS)
# Other programs' ends of lines and pages; \x92 in a name was an apostrophe once.
LINE_ENDS = dict.fromkeys([*range(0x0B, 0x0D), *range(0x1C, 0x20), 0x85, 0x2028, 0x2029], " ")
NO_LETTER = re.compile("[\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")
TIDY = dict.fromkeys(UNSEEN, "") | dict.fromkeys(SPACES, " ")
STRAIGHT = {ord(curly): plain for plain, all_curly in QUOTES.items() for curly in all_curly}
STRAIGHT |= dict.fromkeys(map(ord, DASHES), "-")

# Ways of writing that nothing is known, as `spelled` gives them. 'none' and 'nil' may also mean zero: schemas say.
NOTHING = frozenset(
    ["", "na", "n/a", "n.a.", "n.a", "nan", "null", "#n/a", "#na", "<na>", "(blank)", "not known", "unknown", "missing"]
    + ["?", "??", "???", "-", "--", "---", ".", "..", "...", "\u2026", "_", "/", "not available", "not recorded"]
)
# Ways of writing that there is no result; a class or school may bear such a name.
NO_RESULT = NOTHING | {"absent", "abs", "ex", "excused", "exempt", "not entered", "not assessed", "not marked"}

# Letters of other scripts, and digits, by the Latin letters that they look like.
ALIKED = {
    "a": "\u0430\u03b1", "b": "\u0432\u03b2", "c": "\u0441", "e": "\u0435\u03b5", "h": "\u043d",
    "i": "\u0456\u03b9\u0131", "j": "\u0458", "k": "\u043a\u03ba", "l": "1|\u0142", "m": "\u043c", "n": "\u03b7",
    "o": "0\u043e\u03bf\u00f8", "p": "\u0440\u03c1", "s": "\u0455", "t": "\u0442\u03c4", "u": "\u03c5", "v": "\u03bd",
    "x": "\u0445\u03c7", "y": "\u0443\u03b3",
}  # fmt: skip
ALIKE = {ord(other): latin for latin, others in ALIKED.items() for other in others}
WHOLE = re.compile(r"(-?\d+)[.,]0+", re.ASCII)


def tidy(text: str) -> str:
    """Without what cannot be seen and without spaces at both ends; every kind of space is a plain one."""
    return text.strip() if text.isascii() else text.translate(TIDY).strip()


def seen(text: str) -> str:
    """A name or a note as its reader sees it: without direction marks and whatever else is never drawn, which other
    programs leave in texts that are copied; empty where nothing of it shows. Letters, and what joins them, stay."""
    plain = text.translate(LINE_ENDS)
    if plain.isascii():
        return plain
    kept = "".join(letter for letter in plain if not _is_never_drawn(letter))
    return kept if any(not letter.isspace() and ord(letter) not in SHOWS_NOTHING for letter in kept) else ""


def name_in(text: str) -> str:
    """What is seen, in one line."""
    return " ".join(seen(text).split())


def _is_never_drawn(letter: str) -> bool:
    return unicodedata.category(letter) == "Cf" and ord(letter) not in KEPT


def is_text(text: str) -> bool:
    """Without control characters of which nobody knows what letter they were, and without half ones."""
    return NO_LETTER.search(text) is None


def spelled(text: str) -> str:
    """The key of all spellings that a reader takes for the same: composed letters, plain quotes and dashes, small."""
    if text.isascii():
        return " ".join(text.split()).casefold().replace("`", "'")
    straight = unicodedata.normalize("NFC", tidy(text)).translate(STRAIGHT)
    return unicodedata.normalize("NFC", " ".join(straight.split()).casefold())


def skeleton(text: str) -> str:
    """What is left of a text at a glance: no accents, no marks, letters of other scripts by their looks."""
    letters = unicodedata.normalize("NFKD", spelled(text)).casefold().translate(ALIKE)
    return "".join(letter for letter in letters if letter.isalnum())
