"""What an admin said about a zip: which classes are taken, who teaches, which tests count as what, who goes."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

OUT = "out"
NEW = "new:"


@dataclass(frozen=True, kw_only=True)
class Choices:
    """Ids are those of the zip. A class is 'out', 'new:<key of its schema version>' or the key of a class that is here.

    `teachers` name an account each, or None; `tests` a field by the title of a test; `gone` students who are absent.
    """

    classes: Mapping[str, str] = field(default_factory=dict)
    teachers: Mapping[str, int | None] = field(default_factory=dict)
    tests: Mapping[str, str] = field(default_factory=dict)
    gone: tuple[int, ...] = ()

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> "Choices":
        return cls(**{**stored, "gone": tuple(stored.get("gone", ()))})

    def to_dict(self) -> dict[str, Any]:
        return asdict(self) | {"gone": list(self.gone)}

    @property
    def taken(self) -> dict[str, str]:
        return {key: choice for key, choice in self.classes.items() if choice != OUT}


def schema_version_of(choice: str) -> int | None:
    """Of a class that is new; None for one that is here."""
    return int(choice.removeprefix(NEW)) if choice.startswith(NEW) else None
