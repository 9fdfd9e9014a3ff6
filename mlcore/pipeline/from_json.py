"""What `json` gives back, as the frozen dataclasses that `dataclasses.asdict` was asked for."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import cache, partial
from types import UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
Reader = Callable[[Any], Any]


def from_json(cls: type[T], data: object) -> T:
    """Understands dataclasses, named tuples, tuples, mappings, literals, enums and unions, of which the first that fits
    is taken; a missing name has its default. Raises ValueError for data of another shape."""
    kind: Any = cls
    value: T = _reader(kind)(data)
    return value


@cache
def _reader(kind: Any) -> Reader:
    """How to read one type, found out once."""
    if is_dataclass(kind):
        return partial(_dataclass, kind)
    if kind is Any:
        return _as_it_is
    if isinstance(kind, type) and issubclass(kind, Enum):
        return partial(_literal_of, kind)
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return partial(_first_that_fits, kind, [_reader(option) for option in get_args(kind)])
    if origin is Literal:
        return partial(_literal, get_args(kind))
    return _collection(kind, origin) or partial(_simple, float | int if kind is float else kind)


def _collection(kind: Any, origin: Any) -> Reader | None:
    parts = get_args(kind)
    if origin is tuple and parts[1:] == (...,):
        return partial(_sequence, tuple, _reader(parts[0]))
    if origin is tuple:
        return partial(_fixed, tuple, [_reader(part) for part in parts])
    if origin is list:
        return partial(_sequence, list, _reader(parts[0]))
    if origin in (dict, Mapping):
        return partial(_mapping, _reader(parts[1]))
    if isinstance(kind, type) and issubclass(kind, tuple):
        # A tuple with names for its parts is a NamedTuple, which mypy cannot tell from `kind`.
        return partial(_fixed, kind._make, [_reader(part) for part in get_type_hints(kind).values()])  # type: ignore[attr-defined]
    return None


@cache
def _parts(cls: Any) -> tuple[dict[str, Reader], frozenset[str]]:
    """A reader for each name of a dataclass, and the names that must be given."""
    hints = get_type_hints(cls)
    needed = (f.name for f in fields(cls) if f.default is MISSING and f.default_factory is MISSING)
    return {f.name: _reader(hints[f.name]) for f in fields(cls)}, frozenset(needed)


def _dataclass(cls: Any, data: Any) -> Any:
    readers, needed = _parts(cls)
    if not isinstance(data, Mapping) or not needed <= data.keys() <= readers.keys():
        raise ValueError(f"no {cls.__name__}: {data!r:.80}")
    return cls(**{name: readers[name](value) for name, value in data.items()})


def _first_that_fits(kind: Any, options: list[Reader], data: Any) -> Any:
    for option in options:
        try:
            return option(data)
        except ValueError:
            continue
    raise ValueError(f"no {kind}: {data!r:.80}")


def _literal(values: tuple[Any, ...], data: Any) -> Any:
    if data not in values:
        raise ValueError(f"none of {values}: {data!r:.80}")
    return data


def _literal_of(kind: type[Enum], data: Any) -> Any:
    """Raises ValueError for what is none of its values."""
    return kind(data)


def _sequence(make: Callable[..., Any], reader: Reader, data: Any) -> Any:
    return make(map(reader, _simple(list, data)))


def _fixed(make: Callable[..., Any], readers: list[Reader], data: Any) -> Any:
    return make([reader(part) for reader, part in zip(readers, _simple(list, data), strict=True)])


def _mapping(reader: Reader, data: Any) -> dict[str, Any]:
    return {name: reader(value) for name, value in _simple(dict, data).items()}


def _simple(kind: Any, data: Any) -> Any:
    # A bool is an int to Python, but no figure to anybody else.
    if isinstance(data, kind) and (kind is bool or not isinstance(data, bool)):
        return data
    raise ValueError(f"no {kind}: {data!r:.80}")


def _as_it_is(data: Any) -> Any:
    return data
