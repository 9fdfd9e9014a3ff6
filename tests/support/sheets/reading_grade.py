"""How many years of school a text asks for, after Flesch and Kincaid (1975)."""

import re

VOWELS = re.compile(r"[aeiouy]+")


def reading_grade(text: str) -> float:
    sentences = [sentence for sentence in re.split(r"[.!?]+(?:\s|$)", text) if re.search(r"\w", sentence)]
    words = re.findall(r"[A-Za-z0-9'’]+", text)
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(_syllables, words)) / len(words) - 15.59


def _syllables(word: str) -> int:
    """A silent e at the end is none; a number is as long as its figures are when they are said."""
    if word.isdigit():
        return len(word)
    found = len(VOWELS.findall(word.lower()))
    return max(1, found - (word.lower().endswith("e") and not word.lower().endswith("le")))
