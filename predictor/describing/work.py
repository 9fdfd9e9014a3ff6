"""Writing about described files: take one, keep what was changed, store its schema and rows, begin a class with it."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.text import get_valid_filename

from mlcore.datasets import keeping, schemas
from mlcore.datasets.importing import LONGEST_NAME, Imported, Reason, Refused, Said, import_rows
from mlcore.models import Dataset, SchemaVersion, Task
from mlcore.pipeline.exceptions import DataError, SchemaError
from mlcore.pipeline.from_json import from_json
from mlcore.pipeline.messages import N_
from mlcore.pipeline.schema import Schema
from mlcore.pipeline.schema.growth import contradictions
from predictor.access.clearing import too_many
from predictor.classes import work as classes
from predictor.models import DescribedFile, Student

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.core.files.uploadedfile import UploadedFile

    from mlcore.pipeline.describing.growing import Growth
    from mlcore.pipeline.describing.proposal import Proposal
    from mlcore.pipeline.files.reading import Reading
    from predictor.describing.changing import Changes

# Of any script: a name on the disk has 255 bytes.
MOST_LETTERS = 60
NOTHING_SAID: Mapping[str, str] = {}
GONE = N_("The file was kept for a day and is gone. Bring it once more.")
NAME_TAKEN = N_("Other rows took the name “%(name)s” in the meantime, and nothing was stored. Import once more.")
TAKEN = N_(
    "A description '%(name)s' is stored and says otherwise of the same columns. Give this one another short name, "
    "such as '%(free)s'."
)


class NotStored(Exception):
    """Rows that cannot be read as described; nothing was stored. Its text quotes none of them."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(refused.reason)
        self.refused = refused


def take(
    upload: "UploadedFile", *, by: "User", grows: SchemaVersion | None = None, read_as: Mapping[str, str] = NOTHING_SAID
) -> DescribedFile:
    """Keep a file for a day, with what is proposed for it. Raises DataError."""
    from mlcore.pipeline.describing.describing import describe
    from mlcore.pipeline.describing.growing import grow

    if why := too_many(by):
        raise DataError(why)
    name = get_valid_filename(Path(upload.name or "table").name or "table")[-MOST_LETTERS:]
    file = DescribedFile(name=name, content=upload.read(), read_as=dict(read_as), grows=grows, made_by=by)
    with on_disk(file) as path:
        if grows:
            grow(path, grows.schema, how(file))
        else:
            proposal = describe(path, how(file))
            file.proposal = _as_json(proposal)
            # Several sheets may have the same columns.
            file.read_as |= {"sheet": proposal.sheet}
    file.save()
    return file


@contextmanager
def on_disk(file: DescribedFile) -> Iterator[Path]:
    """The file under its own name, for as long as it is read. Raises DataError where it is gone."""
    refuse_gone(file)
    with TemporaryDirectory() as folder:
        path = Path(folder) / file.name
        path.write_bytes(bytes(file.content or b""))
        yield path


def how(file: DescribedFile) -> "Reading":
    """How the file is to be read."""
    from mlcore.pipeline.files.reading import Reading

    told = file.read_as
    return Reading(
        sheet=told.get("sheet") or None, format=told.get("format") or None, decimal=told.get("decimal") or None
    )


def refuse_gone(file: DescribedFile) -> None:
    """Raises DataError a day after it was brought, whether or not it was cleared away."""
    if is_gone(file):
        raise DataError(GONE)


def is_gone(file: DescribedFile) -> bool:
    return file.is_over or file.content is None


def proposal_of(file: DescribedFile) -> "Proposal":
    """Raises DataError where it was cleared away with its file."""
    from mlcore.pipeline.describing.proposal import Proposal

    if not file.proposal:
        raise DataError(GONE)
    return from_json(Proposal, file.proposal)


def _as_json(proposal: "Proposal") -> Any:
    """As it comes back from the database."""
    return json.loads(json.dumps(asdict(proposal)))


def growth_of(file: DescribedFile) -> "Growth":
    """What the file brings to the newest version of the schema that it belongs to. Raises DataError."""
    from mlcore.pipeline.describing.growing import grow

    assert file.grows is not None, "only a file that belongs to a schema lets one grow"  # not for readers
    # Another file may have brought a version since.
    newest = SchemaVersion.objects.filter(name=file.grows.name).latest("version")
    with on_disk(file) as path:
        return grow(path, newest.schema, how(file))


def keep(file: DescribedFile, proposal: "Proposal") -> None:
    """What was changed in a proposal."""
    file.proposal = _as_json(proposal)
    file.save(update_fields=["proposal"])


def change(file: DescribedFile, changes: "Changes") -> bool:
    """Keep what somebody wants otherwise. Whether the file was read again for it, and is to be looked at once more.

    Raises PipelineError for what cannot be; nothing is kept then.
    """
    from predictor.describing import changing

    proposal = proposal_of(file)
    is_anew, same = changing.has_to_be_looked_at(proposal, changes), changing.of_the_same_kind(proposal, changes)
    if is_anew:
        with on_disk(file) as path:
            proposal = changing.looked_at(path, how(file), proposal, changes)
    result_stays = proposal.result is not None and proposal.result.position == changes.result
    proposal = changing.edited(proposal, same, with_uses=not is_anew or result_stays)
    if proposal.has_question:
        _ = proposal.schema  # raises what contradicts itself, before anything is kept
    keep(file, proposal)
    return is_anew


def earlier_rows(file: DescribedFile) -> Dataset | None:
    """The newest rows of the schema that the file belongs to."""
    if file.grows is None:
        return None
    there = Dataset.objects.present().filter(schema_version__name=file.grows.name, archived_at=None, parts=None)
    return there.order_by("-id").first()


def store(
    file: DescribedFile, schema: Schema, *, skip_bad_rows: bool = False, adds_to: Dataset | None = None
) -> Imported:
    """The schema and the rows of the file, which itself goes; they are learned from together with those of `adds_to`.

    Raises NotStored, SchemaError, DataError, NotKept.
    """
    with on_disk(file) as path, transaction.atomic():
        version = schemas.register(_numbered(schema))
        name = _free_name(Path(file.name).stem if file.grows else schema.label)
        said = Said(source="", licence="", is_demo=False)
        done = import_rows(
            path, schema_version=version, name=name, said=said, skip_bad_rows=skip_bad_rows, how=how(file)
        )
        if isinstance(done, Refused):
            raise DataError(NAME_TAKEN, name=name) if done.reason is Reason.NAME_TAKEN else NotStored(done)
        if adds_to and done.created:
            keeping.join(done.dataset, adds_to)
            done.dataset.refresh_from_db(fields=["adds_to"])
        file.task = Task.objects.get(slug=schema.tasks[0].slug)
        file.dataset, file.content = done.dataset, None
        file.save(update_fields=["dataset", "task", "content"])
    return done


def _numbered(schema: Schema) -> Schema:
    """As the next version where one of its name is stored. Raises SchemaError where they contradict each other."""
    stored = SchemaVersion.objects.filter(name=schema.name).last()
    if stored is None or stored.version < schema.version:
        return schema
    if replace(schema, version=stored.version) == stored.schema:
        return stored.schema
    if contradictions(stored.schema, schema):
        raise SchemaError(TAKEN, name=schema.name, free=_free_short_name(schema.name))
    return replace(schema, version=stored.version + 1)


def _free_short_name(name: str) -> str:
    taken = set(SchemaVersion.objects.filter(name__startswith=name).values_list("name", flat=True))
    return next(free for number in range(2, len(taken) + 3) if (free := f"{name}-{number}") not in taken)


def _free_name(label: str) -> str:
    """A name that no dataset has: 'Marks', 'Marks 2'."""
    taken = set(Dataset.objects.present().values_list("name", flat=True))
    names = (f"{label[: LONGEST_NAME - 6]} {number}".removesuffix(" 1") for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


@transaction.atomic
def begin_class(file: DescribedFile, *, name: str, student: str, teacher: "User") -> Student:
    """A class with the file's schema, and its first student."""
    assert file.task is not None, "a file was imported before a class begins with it"  # not for readers
    classroom = classes.create_class(name=name, schema_version=file.task.schema_version, teacher=teacher)
    first = Student(classroom=classroom)
    classes.save_student(first, name=student)
    return first
