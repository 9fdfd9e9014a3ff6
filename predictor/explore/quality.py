"""What is missing, out of range or repeated in the rows of a dataset, and which rows never became part of it."""

from django.utils.translation import gettext as _

from mlcore.models import Dataset
from mlcore.pipeline.explore.results import Summary
from mlcore.pipeline.files.cells.found import Found
from mlcore.pipeline.from_json import from_json
from mlcore.pipeline.schema import Schema
from mlcore.words import exploration as words
from mlcore.words.files.imported import on_page
from mlcore.words.left_out import left_out


def quality_of(dataset: Dataset, summary: Summary) -> str:
    of_the_kept, schema = words.quality(summary), dataset.schema_version.shown
    refused = left_out(dataset.left_out, schema)
    if refused:
        found = f"{of_the_kept[:1].lower()}{of_the_kept[1:]}"
        in_the_kept = _("In the rows that were kept, %(found)s") % {"found": found}
        of_the_kept = f"{refused} {in_the_kept}"
    return " ".join([of_the_kept, *_of_the_file(dataset, schema), *_of_the_parts(dataset)])


def _of_the_parts(dataset: Dataset) -> list[str]:
    """What each of several datasets together was short of, under the schema it was imported with."""
    said = []
    for line in dataset.parts.all():
        part, schema = line.part, line.part.schema_version.shown
        sentences = [*filter(None, [left_out(part.left_out, schema)]), *_of_the_file(part, schema)]
        said += [f"{part.name}: {sentence}" for sentence in sentences]
    return said


def _of_the_file(dataset: Dataset, schema: Schema) -> list[str]:
    """Nothing where an older release imported it."""
    return on_page(from_json(Found, dataset.found), schema) if dataset.found else []
