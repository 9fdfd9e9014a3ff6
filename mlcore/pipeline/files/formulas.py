"""Cells that a spreadsheet program would run as a formula: disarmed in files we write, restored in files we read."""

import re

# Some programs read the full-width equals sign (the last one) like the plain one.
STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d")
PLAIN_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?", re.ASCII)


def disarm(text: str) -> str:
    """'=1+2' becomes "'=1+2"; a plain number such as -5 stays as it is."""
    return f"'{text}" if text.startswith(STARTS) and not PLAIN_NUMBER.fullmatch(text) else text


def rearm(text: str) -> str:
    """The text as it was before `disarm`."""
    return text[1:] if text[:1] == "'" and text[1:].startswith(STARTS) else text
