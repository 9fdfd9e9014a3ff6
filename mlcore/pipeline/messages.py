"""What the pipeline tells people: a template and what is put into it, so that it can be said in any language.

Plain Python knows no languages. It marks its templates, `make messages` finds the marks, and mlcore/words/said says
a message in the reader's language. As a string it is English.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Union

Template = str | tuple[str, str]
Value = Union[str, int, "Message"]  # not for readers


def N_(text: str) -> str:  # noqa: N802  # the name under which marks are known everywhere
    """Marks a template. Its gaps are written %(name)s."""
    return text


def NN_(one: str, many: str) -> tuple[str, str]:  # noqa: N802  # as above
    """Marks a template whose words depend on the value called `count`."""
    return one, many


class Figure(str):
    """A number as English writes it: '1,234' or '72.5'. Other languages part it otherwise."""

    __slots__ = ()


@dataclass(frozen=True)
class Message:
    template: Template
    values: Mapping[str, Value] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.english % self.values if self.values else self.english

    @property
    def english(self) -> str:
        if isinstance(self.template, str):
            return self.template
        return self.template[self.values["count"] != 1]

    def to_dict(self) -> dict[str, Any]:
        """For JSON, to be said later in any language."""
        template = self.template if isinstance(self.template, str) else list(self.template)
        return {"template": template, "values": {name: _stored(value) for name, value in self.values.items()}}

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> "Message":
        template = stored["template"]
        values = {name: _restored(value) for name, value in stored["values"].items()}
        return cls(template if isinstance(template, str) else (template[0], template[1]), values)


def message(template: Template, **values: Value) -> Message:
    """`message(N_("row %(row)s is empty"), row=3)`."""
    return Message(template, values)


def _stored(value: Value) -> Any:
    if isinstance(value, Message):
        return value.to_dict()
    return {"figure": str(value)} if isinstance(value, Figure) else value


def _restored(value: Any) -> Value:
    if not isinstance(value, Mapping):
        plain: Value = value
        return plain
    return Figure(value["figure"]) if "figure" in value else Message.from_dict(value)
