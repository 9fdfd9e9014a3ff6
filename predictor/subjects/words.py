"""From where each question about one score begins: with what is known, or before it is."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mlcore.models import ModelVersion, Task
from mlcore.pipeline.schema import Field
from mlcore.words.names import opening, the, together

MOST_NAMED = 4
NONE: Mapping[int, ModelVersion] = {}


def starting_points(tasks: Sequence[Task], live: Mapping[int, ModelVersion] = NONE) -> list[str]:
    """Of questions about one score, by what the one asks more than the others: 'With reading and writing scores',
    'Before reading and writing scores are known'. Their own labels where that does not tell them apart.
    `live` by task: what a version does without is not asked."""
    asked = [{field.slug: field for field in _inputs(task, live.get(task.pk))} for task in tasks]
    common = set(asked[0]).intersection(*asked)
    more = [[field for slug, field in fields.items() if slug not in common] for fields in asked]
    everything = list({field.slug: field for fields in more for field in fields}.values())
    found = [_with(fields) if fields else _before(everything) for fields in more]
    return found if len(set(found)) == len(found) and everything else [task.label for task in tasks]


def _inputs(task: Task, version: ModelVersion | None) -> tuple[Field, ...]:
    """Of those that whoever is answered now may see."""
    schema = task.schema_version.shown
    found = schema.inputs(task.question)
    asked = {field.slug for field in version.inputs} if version else {field.slug for field in found}
    return tuple(field for field in found if field.slug in asked)


def _with(fields: Sequence[Field]) -> str:
    if len(fields) > MOST_NAMED:
        return ngettext("With %(count)s entry more", "With %(count)s entries more", len(fields)) % {
            "count": len(fields)
        }
    return _("With %(what)s") % {"what": _named(fields)}


def _before(fields: Sequence[Field]) -> str:
    if len(fields) > MOST_NAMED:
        said = ngettext("Before %(count)s entry is known", "Before %(count)s entries are known", len(fields))
        return said % {"count": len(fields)}
    if not fields:
        return ""
    said = ngettext("Before %(what)s is known", "Before %(what)s are known", len(fields))
    return opening(said % {"what": _named(fields)})


def _named(fields: Sequence[Field]) -> str:
    return the(fields[0]) if len(fields) == 1 else together(fields)
