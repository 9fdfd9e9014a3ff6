"""Cells that a spreadsheet program would run as a formula: disarmed in files we write, restored in files we read.

A program that splits at another separator than the file was written with begins a new cell in the middle of ours, so
what follows a separator or a line break is looked at as well as what begins the text (OWASP, "CSV Injection").
"""

import re

# Some programs read the full-width forms of = + - @ (the last four) like the plain ones.
FORMULA = "[=+\\-@\uff1d\uff0b\uff0d\uff20]"
SEPARATOR = "[,;|\t\r\n\v\f\x85\u2028\u2029]"
# What programs drop or pass over before a formula. Apostrophes are among it, so that `rearm` knows what `disarm` added
# from what was there; separators are not, so that each letter is looked at once.
PASSED_OVER = "(?:[\"'\u200b-\u200f\u2060\ufeff]|(?!" + SEPARATOR + ")\\s)*"
BEGINNING = rf"(?:\A|(?<={SEPARATOR}))"

PLAIN_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?", re.ASCII)
DANGER = re.compile(rf"\A(?='*[\t\r\n])|{BEGINNING}(?={PASSED_OVER}{FORMULA})")
DISARMED = re.compile(rf"\A'(?='*[\t\r\n])|{BEGINNING}'(?={PASSED_OVER}{FORMULA})")


def disarm(text: str) -> str:
    """'=1+2' becomes "'=1+2", and 'a;=1+2' becomes "a;'=1+2"; a plain number such as -5 stays as it is."""
    return text if PLAIN_NUMBER.fullmatch(text) else DANGER.sub("'", text)


def rearm(text: str) -> str:
    """The text as it was before `disarm`."""
    return DISARMED.sub("", text) if "'" in text else text
