"""What was entered for a prediction and what the model could not know, as people read it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from mlcore.pipeline.bundle.row_warnings import RowWarning
from mlcore.pipeline.schema import Field, Schema, Value
from mlcore.pipeline.schema.texts import listed
from mlcore.words.said import said as translated
from mlcore.words.warnings import ToldWarning, made_without, not_shown, said, stored, together
from predictor.models import Prediction
from predictor.predicting.known.outdated import Outdated

MOST_LABELS = 4
Warned = RowWarning | ToldWarning


@dataclass(frozen=True)
class Entered:
    """One field and what was entered for it; `shown` is empty where nothing is known."""

    field: Field
    shown: str


def warnings(prediction: Prediction) -> list[ToldWarning]:
    """What the model could not know, in the words of the schema that it learned under; all that whoever reads may not
    see and that is missing in one sentence, the last."""
    schema, closed = prediction.schema, prediction.closed.see
    counted, gaps = _apart(prediction)
    told = [
        ToldWarning(warning.kind, "", not_shown(warning))
        if warning.field in closed
        else ToldWarning(warning.kind, warning.field, said(warning, schema))
        for warning in counted
    ]
    return [*told, ToldWarning("missing", "", made_without(gaps))] if gaps else told


def warned(prediction: Prediction) -> int:
    """How many of them a list counts: not what whoever reads may not see, and can do nothing about."""
    return len(_apart(prediction)[0])


def warnings_together(prediction: Prediction) -> str:
    """The same in a sentence or two, for where they are many."""
    closed = prediction.closed.see
    inputs = [field for field in prediction.model_version.inputs if field.slug not in closed]
    counted, gaps = _apart(prediction)
    return " ".join(filter(None, [together(counted, len(inputs)), made_without(gaps) if gaps else ""]))


def _apart(prediction: Prediction) -> tuple[list[Warned], list[Warned]]:
    """What is told one by one, and what whoever reads may not see and nobody knew."""
    closed, read = prediction.closed.see, [stored(content) for content in prediction.warnings]
    gaps = [warning for warning in read if warning.field in closed and warning.kind == "missing"]
    return [warning for warning in read if warning not in gaps], gaps


def entered(fields: tuple[Field, ...], answers: Mapping[str, Value]) -> list[Entered]:
    return [Entered(field, field.shown(answers.get(field.slug))) for field in fields]


def labels(slugs: Iterable[str], schema: Schema) -> str:
    """Names of fields: 'Reading score, Lunch and 3 more'. One that the schema does not have is left out; those that
    whoever reads may not see have one name."""
    slugs = list(slugs)
    known = {field.slug: field.label for field in schema.fields}
    found = [known[slug] for slug in slugs if slug in known]
    found += [schema.field(slug).label for slug in slugs if schema.is_unseen(slug)][:1]
    return translated(listed(found, most=MOST_LABELS)) if found else ""


def older(found: Outdated, schema: Schema) -> str:
    """Of a prediction; empty where it is up to date."""
    if not found:
        return ""
    said = [_("entered since: %(fields)s") % {"fields": labels(found.fields, schema)}] if found.fields else []
    said += [_("another model answers now")] if found.model else []
    return _("Older than its data (%(said)s)") % {"said": "; ".join(said)}
