"""Slugs made of headers in any script: Latin, Cyrillic and Greek letter by letter, what is left by its number."""

import re
from collections.abc import Collection

from mlcore.pipeline.describing.words.vocabulary import HUMPS, without_accents
from mlcore.pipeline.schema import header_key

LONGEST = 50
LATIN = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ŋ": "n", "ħ": "h",
}  # fmt: skip
CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "ye", "ж": "zh", "з": "z", "и": "i",
    "і": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u",
    "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu",
    "я": "ya", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "ђ": "dj", "џ": "dz",
}  # fmt: skip
GREEK = {
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i", "κ": "k", "λ": "l",
    "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t", "υ": "y", "φ": "f",
    "χ": "ch", "ψ": "ps", "ω": "o",
}  # fmt: skip
ROMANISED = str.maketrans(LATIN | CYRILLIC | GREEK | {"%": " percent "})  # not for readers


def slug_of(header: str, taken: Collection[str], number: int, word: str = "column") -> str:
    """A slug that nothing in `taken` answers to, which holds slugs and normalised headers; `word_3` for what has none
    of these letters."""
    slug = romanised(header)
    if not slug or not slug[0].isalpha():
        slug = f"{word}_{slug or number}"[:LONGEST].rstrip("_")
    return _free(slug, taken)


def romanised(text: str) -> str:
    """Its Latin letters and digits, small, with _ between words; empty where it has none."""
    plain = without_accents(HUMPS.sub(" ", text)).translate(ROMANISED)
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:LONGEST].rstrip("_")


def _free(slug: str, taken: Collection[str]) -> str:
    wanted, count = slug, 2
    while wanted in taken or header_key(wanted) in taken:
        end = f"_{count}"
        wanted, count = slug[: LONGEST - len(end)] + end, count + 1
    return wanted
