"""Statements that Postgres plans once per connection: planning one takes it as long as writing the line."""

from typing import Any
from weakref import WeakKeyDictionary

# What a statement is called in a connection, and none where it was not asked there yet.
NAMES: WeakKeyDictionary[Any, dict[str, str]] = WeakKeyDictionary()


def prepared(cursor: Any, statement: str) -> str:
    """The same with as many places for values, by its name. What is prepared outlives a transaction that fails."""
    names = NAMES.setdefault(cursor.connection, {})
    if statement not in names:
        name = f"access_line_{len(names)}"
        cursor.execute(f"PREPARE {name} AS {_numbered(statement)}")
        names[statement] = name
    return f"EXECUTE {names[statement]} ({', '.join(['%s'] * statement.count('%s'))})"


def _numbered(statement: str) -> str:
    """`$1`, `$2` for the driver's `%s`."""
    first, *rest = statement.split("%s")
    return first + "".join(f"${place}{part}" for place, part in enumerate(rest, 1))
