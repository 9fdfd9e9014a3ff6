"""Choices in the order that people know, if there is one: 'never, sometimes, often', 'Year 7, Year 8', 'C, B, A'."""

import re
from collections.abc import Collection, Mapping, Sequence

from mlcore.pipeline.describing.words.vocabulary import choice_key, letters, orders

# 'Year 7', '7 Wochen', '10-12 h', '<2', '5+': the text around a number, and the number.
NUMBERED = re.compile(r"(?P<before>[^\d]*?)(?P<number>\d+(?:[.,]\d+)?)(?P<after>.*)", re.DOTALL)
LESS = re.compile(r"[<\u2264]|less|under|below|moins|unter|weniger|menos|meno|minder|\bup to\b", re.IGNORECASE)
FEWEST = 2


def in_common_order(choices: Collection[str], *, are_grades: bool) -> tuple[str, ...] | None:
    """Least first, where one common order has all of them at places of their own. Letters only where they are grades.

    Of several orders that have them the shortest tells; None where there is none.
    """
    known = (*orders(), *letters()) if are_grades else orders()
    fitting = [order for order in known if _has_all(order, choices)]
    if len(choices) < FEWEST or not fitting:
        return None
    order = min(fitting, key=len)
    return tuple(sorted(choices, key=lambda choice: order[choice_key(choice)]))


def in_numbered_order(choices: Collection[str]) -> tuple[str, ...] | None:
    """By the first number in each, where the words before it are the same in all: 'Year 7', 'Year 10'; '<2', '2-5'."""
    found = {choice: NUMBERED.fullmatch(choice) for choice in choices}
    matches = [match for match in found.values() if match]
    if len(choices) < FEWEST or len(matches) < len(found) or not _are_alike(matches):
        return None
    keys = {choice: _place(choice, match) for choice, match in found.items() if match}
    return tuple(sorted(choices, key=keys.__getitem__)) if len(set(keys.values())) == len(keys) else None


def missing_places(known: Sequence[str], new: Collection[str], *, are_grades: bool) -> tuple[str, ...] | None:
    """Choices with new ones among them, where an order has all and leaves the known ones as they stand."""
    both = [*known, *new]
    ordered = in_common_order(both, are_grades=are_grades) or in_numbered_order(both)
    if ordered is None or tuple(choice for choice in ordered if choice in known) != tuple(known):
        return None
    return ordered


def _has_all(order: Mapping[str, int], choices: Collection[str]) -> bool:
    keys = {choice_key(choice) for choice in choices}
    return keys <= order.keys() and len({order[key] for key in keys}) == len(choices)


def _are_alike(matches: Sequence[re.Match[str]]) -> bool:
    words = {LESS.sub("", match["before"]).strip(" >\u2265+-").casefold() for match in matches}
    return len(words) == 1


def _place(choice: str, match: re.Match[str]) -> tuple[float, int]:
    return float(match["number"].replace(",", ".")), 0 if LESS.search(choice) else 1
