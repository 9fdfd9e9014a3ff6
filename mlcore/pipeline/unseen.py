"""Found facts without those about some fields, for whoever may not see these."""

from collections.abc import Collection, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

T = TypeVar("T")
# Where a fact says which fields it is about.
NAMING = ("field", "slug", "first", "second", "left", "right", "target", "given_by")


def without(facts: T, slugs: Collection[str]) -> T:
    """The same where there are none; what stands alone and is about one of them becomes None."""
    return _kept(facts, frozenset(slugs)) if slugs else facts


def is_about(fact: Any, slugs: Collection[str]) -> bool:
    """Whether it names one of them; of a mapping by the same keys."""
    named = fact if isinstance(fact, Mapping) else getattr(fact, "__dict__", {})
    many = named.get("fields")
    several = [one for one in many if isinstance(one, str)] if isinstance(many, (tuple, list)) else []
    single = [named[name] for name in NAMING if isinstance(named.get(name), str)]
    return any(slug in slugs for slug in (*single, *several))


def _kept(fact: Any, slugs: frozenset[str]) -> Any:
    if isinstance(fact, Mapping):
        return {key: _kept(value, slugs) for key, value in fact.items() if not _drops(key, value, slugs)}
    if hasattr(fact, "_fields") or not isinstance(fact, (Mapping, tuple, list)) and not is_dataclass(fact):
        return fact  # figures that belong together
    if isinstance(fact, (tuple, list)):
        return type(fact)(_kept(one, slugs) for one in fact if not _drops("", one, slugs))
    if is_dataclass(fact) and not isinstance(fact, type):
        return replace(fact, **{one.name: _of(getattr(fact, one.name), slugs) for one in fields(fact) if one.init})
    return fact


def _square(matrix: Any, slugs: frozenset[str]) -> Any:
    """Of fields set against each other the lines and columns that stay."""
    kept = [place for place, slug in enumerate(matrix.fields) if slug not in slugs]
    rows = tuple(tuple(matrix.rows[row][column] for column in kept) for row in kept)
    return replace(matrix, fields=tuple(matrix.fields[place] for place in kept), rows=rows)


def _is_square(value: Any) -> bool:
    return hasattr(value, "rows") and all(isinstance(one, str) for one in value.fields)


def _of(value: Any, slugs: frozenset[str]) -> Any:
    if hasattr(value, "fields") and _is_square(value):
        return _square(value, slugs)
    return None if not isinstance(value, str) and is_about(value, slugs) else _kept(value, slugs)


def _drops(key: Any, value: Any, slugs: frozenset[str]) -> bool:
    if key in slugs or (isinstance(value, str) and value in slugs):
        return True
    return is_about(value, slugs)
