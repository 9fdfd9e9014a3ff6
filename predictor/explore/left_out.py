"""What a page of very wide data leaves out, and how much of it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from mlcore.pipeline.explore.facts import Exploration
from mlcore.pipeline.schema import Field, Schema
from mlcore.words import names, numbers


@dataclass(frozen=True)
class LeftOut:
    """The fields that are shown only when asked for, closest first, and the sentence that says so."""

    sentence: str
    fields: tuple[Field, ...]


def left_out(exploration: Exploration, schema: Schema) -> LeftOut | None:
    """None where every field is shown."""
    fields = tuple(schema.field(connection.field) for connection in exploration.left_out)
    if not fields:
        return None
    shown, target = len(exploration.comparisons), schema.field(exploration.target)
    sentence = _(
        "Shown are %(shown)s of %(count)s fields: those that go most closely with %(target)s. All of them were counted "
        "when chance was judged."
    )
    counts = {"shown": numbers.count(shown), "count": numbers.count(shown + len(fields))}
    return LeftOut(sentence % (counts | {"target": names.the(target)}), fields)
