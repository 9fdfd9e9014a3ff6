"""How a cell of the file's tables says what stands in a row."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mlcore.words import numbers

Row = Mapping[str, Any]


def text(name: str) -> Callable[[Row], str]:
    return lambda row: shown(row.get(name))


def shown(value: Any) -> str:
    if value is None or value == "":
        return numbers.NONE
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int | float):
        return numbers.localised(f"{value:g}")
    if hasattr(value, "hour"):
        return date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")
    if hasattr(value, "year"):
        return date_format(value, "SHORT_DATE_FORMAT")
    return str(value)


def values(name: str) -> Callable[[Row], str]:
    return lambda row: pairs(row.get(name) or {})


def pairs(known: Mapping[str, Any]) -> str:
    """Of what is known."""
    return "; ".join(f"{name}: {shown(value)}" for name, value in known.items() if value is not None)


def range_of(level: str) -> Callable[[Row], str]:
    return lambda row: " – ".join(numbers.number(row["ranges"][level][end], 1) for end in ("low", "high"))


def value(row: Row) -> str:
    return numbers.number(row["value"], 1)


def reasons(row: Row) -> str:
    """In points, the largest first."""
    told = row["reasons"] or {}
    found = dict(told.get("contributions", {}))
    if told.get("other_entries") is not None:
        found[_("other entries")] = told["other_entries"]
    largest = sorted(found.items(), key=lambda pair: -abs(pair[1]))
    return "; ".join(f"{slug} {numbers.number(points, 1, sign=True)}" for slug, points in largest)


def warnings(row: Row) -> str:
    return " ".join(row["warnings"])


def note(row: Row) -> str:
    return _("speaks of a field that your role does not see") if row["withheld"] else shown(row["note"])


def chances(row: Row) -> str:
    found = row["chances"] or {}
    passed = {_("passes"): found["passed"]} if found.get("passed") is not None else {}
    shares = passed | found.get("grades", {})
    return "; ".join(f"{name} {numbers.number(100 * share)} %" for name, share in shares.items() if share is not None)


def change(row: Row) -> str:
    before, after = (_flat(row[name]) for name in ("before", "after"))
    return pairs({name: value for name, value in after.items() if before.get(name) != value})


def _flat(facts: Any) -> dict[str, Any]:
    if not isinstance(facts, Mapping):
        return {}
    known = facts.get("known")
    plain = {name: value for name, value in facts.items() if name not in ("known", "noted")}
    return plain | (dict(known) if isinstance(known, Mapping) else {})
