"""Plain tables for the terminal, and who is typing."""

import getpass
from argparse import ArgumentTypeError

from mlcore.words.names import AT_TERMINAL


def table(headings: list[str], lines: list[list[str]]) -> str:
    """Columns as wide as their widest cell, numbers to the right."""
    widths = [max(len(cell) for cell in column) for column in zip(headings, *lines, strict=True)]
    rule = ["-" * width for width in widths]
    return "\n".join("  " + _row(row, widths) for row in (headings, rule, *lines))


def _row(cells: list[str], widths: list[int]) -> str:
    return "  ".join(
        cell.rjust(width) if cell[:1].isdigit() or cell[:1] == "-" else cell.ljust(width)
        for cell, width in zip(cells, widths, strict=True)
    ).rstrip()


def reason(text: str) -> str:
    """What `--why` must be. Raises ArgumentTypeError."""
    if not text.strip():
        raise ArgumentTypeError("say why in a few words; it is kept beside the change")
    return text.strip()


def who_is_typing() -> str:
    """The system's name of the person at the command line, for the record."""
    try:
        return f"{getpass.getuser()} at {AT_TERMINAL}"
    except (KeyError, OSError):  # a container user without an entry in the password file
        return AT_TERMINAL
