"""What stands about a student outside of the rows that go with them: brought files, reports, jobs, records."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

from django.contrib.admin.models import LogEntry
from django.db.models import Q, QuerySet

from mlcore.models import Dataset
from predictor.forgetting.standing.naming import Named
from predictor.jobs.clearing import FORGOTTEN
from predictor.models import (
    DescribedFile,
    Import,
    ImportFile,
    Job,
    Membership,
    PredictedFile,
    Report,
    Roster,
    RosterFile,
    Student,
)

# Instead of a name of a file that names somebody.
UNNAMED = "file"
SOME = 20


def clear(student: Student, datasets: Collection[int]) -> int:
    """Files that were brought and name them, or were brought for their classes; reports of `datasets`; and where a job,
    a name of a file or the record of Django's admin names them. How many files."""
    named = Named.of(student)
    files = _files(student, named)
    gone = sum(rows.count() for rows in files)
    for rows in files:
        _take(rows)
    _file_names(named)
    _datasets(named)
    _jobs(named)
    LogEntry.objects.filter(content_type__model=Student._meta.model_name, object_id=str(student.pk)).update(
        object_repr="", change_message=""
    )
    Report.objects.filter(job__arguments__dataset__in=list(datasets)).delete()
    return gone


def count(student: Student) -> int:
    """How many files `clear` takes away."""
    return sum(rows.count() for rows in _files(student, Named.of(student)))


def _files(student: Student, named: Named) -> list[QuerySet[Any]]:
    """Those of each kind that are taken away; what a class was brought may spell a name in any way."""
    classes = _classes_of(student)
    of_classes = set(ImportFile.objects.filter(about__classroom__in=classes).values_list("pk", flat=True))
    return [
        ImportFile.objects.filter(pk__in=of_classes | _naming(ImportFile.objects.all(), named)),
        RosterFile.objects.filter(pk__in=_naming(RosterFile.objects.all(), named)),
        PredictedFile.objects.filter(pk__in=_predicted(named)),
        DescribedFile.objects.filter(pk__in=_naming(DescribedFile.objects.exclude(content=None), named)),
    ]


def _classes_of(student: Student) -> list[int]:
    besides = Membership.objects.filter(student=student).values_list("classroom", flat=True)
    return [student.classroom_id, *besides]


def _naming(rows: QuerySet[Any], named: Named) -> set[int]:
    """One file at a time: a school may have brought large ones."""
    found = rows.values_list("pk", "content").iterator(chunk_size=SOME)
    return {pk for pk, content in found if named.stands_in_file(bytes(content))}


def _predicted(named: Named) -> set[int]:
    """In what was brought, or in any piece of what came of it."""
    brought = _naming(PredictedFile.objects.exclude(content=None), named)
    return brought | {row.pk for row in PredictedFile.objects.all() if named.stands_in_file(_output(row))}


def _output(row: PredictedFile) -> bytes:
    """A name may go on in the next piece."""
    return b"".join(bytes(piece) for piece in row.pieces.values_list("content", flat=True))


def _take(rows: QuerySet[Any]) -> None:
    """Of a draft its record stays, so that whoever comes back is told that its file is not there any more."""
    model: Any = rows.model
    if model is DescribedFile:
        DescribedFile.objects.filter(pk__in=rows.values("pk")).forget()
        return
    if model in (ImportFile, RosterFile):
        about = model._meta.get_field("about").related_model
        about.objects.drafts().filter(pk__in=rows.values("pk")).update(choices={})
    rows.delete()


def _file_names(named: Named) -> None:
    for model, column in (
        (Import, "file_name"),
        (Roster, "file_name"),
        (PredictedFile, "name"),
        (DescribedFile, "name"),
        (Dataset, "source_name"),
        (Dataset, "bad_rows_file"),
    ):
        texts: Mapping[int, str] = dict(model.objects.values_list("pk", column))
        model.objects.filter(pk__in=_which(texts, named.stands_in)).update(**{column: UNNAMED})


def _datasets(named: Named) -> None:
    """What somebody called one, which no other may be called, and said of it."""
    names: Mapping[int, str] = dict(Dataset.objects.values_list("pk", "name"))
    for pk in _which(names, named.stands_in):
        Dataset.objects.filter(pk=pk).update(name=f"{UNNAMED} {pk}")
    for column in ("source", "licence"):
        texts: Mapping[int, str] = dict(Dataset.objects.exclude(**{column: ""}).values_list("pk", column))
        Dataset.objects.filter(pk__in=_which(texts, named.stands_in)).update(**{column: ""})


def _jobs(named: Named) -> None:
    """What a job said of a file."""
    told = Job.objects.exclude(Q(lines=[]) & Q(error={}))
    texts = {pk: "\n".join(_texts_in(said)) for pk, *said in told.values_list("pk", "lines", "error")}
    naming = Job.objects.filter(pk__in=_which(texts, named.stands_in))
    naming.exclude(error={}).update(error=FORGOTTEN)
    naming.update(lines=[])


def _texts_in(said: Any) -> Iterator[str]:
    """Of lists and objects all texts as they are, not as JSON spells them."""
    if isinstance(said, Mapping):
        yield from map(str, said)
        said = list(said.values())
    if isinstance(said, list):
        for one in said:
            yield from _texts_in(one)
    else:
        yield str(said)


def _which(texts: Mapping[int, str], does: Callable[[str], bool]) -> Iterable[int]:
    return [pk for pk, text in texts.items() if does(text)]
