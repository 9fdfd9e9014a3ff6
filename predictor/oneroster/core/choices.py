"""What an admin said about a zip: which classes are taken, who teaches, which tests count as what, who goes."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

OUT = "out"
NEW = "new:"


@dataclass(frozen=True, kw_only=True)
class Choices:
    """Ids are those of the zip. A class is 'out', 'new:<key of its schema version>' or the key of a class that is here.

    `teachers` name an account each, or None; `tests` a field by the title of a test; `gone` students who are absent;
    `stop` accounts that no longer teach a class, each with its id.
    """

    classes: Mapping[str, str] = field(default_factory=dict)
    teachers: Mapping[str, int | None] = field(default_factory=dict)
    tests: Mapping[str, str] = field(default_factory=dict)
    gone: tuple[int, ...] = ()
    stop: tuple[tuple[str, int], ...] = ()

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> "Choices":
        stop = tuple((key, account) for key, account in stored.get("stop", ()))
        return cls(**{**stored, "gone": tuple(stored.get("gone", ())), "stop": stop})

    def to_dict(self) -> dict[str, Any]:
        told = asdict(self) | {"gone": list(self.gone), "stop": [list(pair) for pair in self.stop]}
        # An older release, which may still run while this one is put in place, knows nothing of it.
        return told if self.stop else {key: value for key, value in told.items() if key != "stop"}

    @property
    def taken(self) -> dict[str, str]:
        return {key: choice for key, choice in self.classes.items() if choice != OUT}


def schema_version_of(choice: str) -> int | None:
    """Of a class that is new; None for one that is here."""
    return int(choice.removeprefix(NEW)) if choice.startswith(NEW) else None
