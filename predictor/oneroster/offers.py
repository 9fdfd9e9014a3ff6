"""What can be chosen about a zip: what becomes of each class, which field each test is of; and what is guessed."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mlcore.models import SchemaVersion
from mlcore.pipeline.files.oneroster.records import Roster
from mlcore.pipeline.schema import Field, Schema, header_key
from predictor.imports.core.targets import FIELD
from predictor.models import Classroom, RememberedColumn, RosterStudent
from predictor.oneroster import reads
from predictor.oneroster.core import learners
from predictor.oneroster.core.choices import NEW, OUT
from predictor.oneroster.drafts import Draft

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LONGEST_HEADER = 200
MOST_TESTS = 200


@dataclass(frozen=True, kw_only=True)
class OfferedClass:
    """`linked` is the class here that came from it before, `is_over` where the file says that it ended, `is_archived`
    where somebody archived it here: its students can go on into others, and it takes nothing in.
    `holds` is the class here that came from none and has most of its students, where no other of the file goes there.
    """

    id: str
    name: str
    students: int
    school: str = ""
    linked: int | None = None
    is_over: bool = False
    is_archived: bool = False
    holds: int | None = None


@dataclass(frozen=True, kw_only=True)
class OfferedTest:
    """Tests of one title, in all classes that are taken; `guess` is a field's slug or blank."""

    title: str
    results: int
    guess: str


@dataclass(frozen=True)
class _Before:
    """Which class here came from each of a zip before, which of those are archived, and how many students it has."""

    linked: Mapping[str, int]
    archived: Collection[int]
    sizes: Mapping[str, int]

    @classmethod
    def of(cls, draft: Draft) -> "_Before":
        linked = reads.linked_classes()
        archived = Classroom.objects.archived().filter(pk__in=linked.values()).values_list("pk", flat=True)
        sizes = {key: sum(not one.is_over for one in people.values()) for key, people in _places(draft).items()}
        return cls(linked, set(archived), sizes)

    def offered(self, key: str, name: str, **told: Any) -> OfferedClass:
        linked = self.linked.get(key)
        return OfferedClass(
            id=key,
            name=name,
            students=self.sizes.get(key, 0),
            linked=linked,
            is_archived=linked in self.archived,
            **told,
        )


def offered_classes(draft: Draft) -> list[OfferedClass]:
    """Those of the file, and of a delta those that came before."""
    before = _Before.of(draft)
    found = _of_file(draft.records, before, _holding(_places(draft)))
    return sorted(found, key=lambda one: (one.name, one.id)) + _of_earlier(draft.records, before)


def _of_file(records: Roster, before: _Before, holds: Mapping[str, int]) -> Iterator[OfferedClass]:
    for one in records.classes.values():
        if not one.deleted or one.id in before.linked:
            yield before.offered(
                one.id,
                reads.name_of(one),
                school=records.orgs[one.school].name if one.school in records.orgs else "",
                is_over=one.deleted,
                holds=None if one.id in before.linked else holds.get(one.id),
            )


def _of_earlier(records: Roster, before: _Before) -> list[OfferedClass]:
    told = (_referred_to(records) | _classes_of_people(records)) & (set(before.linked) - set(records.classes))
    rows = Classroom.objects.filter(pk__in=[before.linked[key] for key in told])
    names = dict(rows.values_list("pk", "name"))
    return [before.offered(key, names[before.linked[key]]) for key in sorted(told)]


def default_choices(classes: Iterable[OfferedClass], new_under: SchemaVersion | None) -> dict[str, str]:
    """Those that came before into the same class; the others as new ones, or left out without a schema."""
    otherwise = f"{NEW}{new_under.pk}" if new_under else OUT
    return {one.id: here_before(one) or (OUT if one.is_over else otherwise) for one in classes}


def here_before(one: OfferedClass) -> str:
    """The class here that it goes into where nobody says otherwise; blank where there is none."""
    key = one.linked or one.holds
    return str(key) if key else ""


def offered_tests(draft: Draft, user: "User | None") -> list[OfferedTest]:
    """With results that count, the most first; guessed by what was chosen before, else by what fields are called."""
    records = draft.records
    counted = Counter(
        item.title
        for result in records.results.values()
        if result.counts and (item := records.line_items.get(result.line_item)) and item.school_class in draft.here
    )
    titles = [(title, count) for title, count in counted.most_common(MOST_TESTS) if title and title.isprintable()]
    remembered = _remembered(user, [title for title, _ in titles]) if user else {}
    schemas = _schemas(draft)
    return [
        OfferedTest(title=title, results=count, guess=_guess(title, remembered, schemas)) for title, count in titles
    ]


def fields_of(draft: Draft) -> dict[str, Field]:
    """Numbers of the schemas of all classes that are taken, by slug."""
    return {field.slug: field for schema in _schemas(draft) for field in schema.described if field.is_number}


def remember_tests(user: "User", tests: Iterable[tuple[str, str]]) -> None:
    """As columns are: for the next file of this person. In an order in which two at once do not wait for each other."""
    chosen = {header_key(title)[:LONGEST_HEADER]: f"{FIELD}{slug}" for title, slug in tests if slug}
    rows = [RememberedColumn(user=user, header=key, target=target) for key, target in sorted(chosen.items()) if key]
    RememberedColumn.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["user", "header"], update_fields=["target"]
    )


def _places(draft: Draft) -> learners.Places:
    return learners.places(draft.records, draft.today)


def _holding(places: learners.Places) -> dict[str, int]:
    """By class of the file the one here where most of its students are; none that two of the file would go into."""
    here = reads.where_students_are({person for people in places.values() for person in people})
    found: dict[str, int] = {}
    for key, people in places.items():
        counted = Counter(here[person] for person in people if person in here)
        for classroom, count in counted.most_common(1):
            found |= {key: classroom} if 2 * count > len(people) else {}
    often = Counter(found.values())
    return {key: classroom for key, classroom in found.items() if often[classroom] == 1}


def _referred_to(records: Roster) -> set[str]:
    """Classes that the file speaks of."""
    told = {one.school_class for one in records.enrolments.values()}
    return told | {one.school_class for one in records.line_items.values()}


def _classes_of_people(records: Roster) -> set[str]:
    """Those that came before and have a student of whom the file speaks, perhaps by another name."""
    rows = RosterStudent.objects.filter(sourced_id__in=list(records.students))
    return set(rows.values_list("student__classroom__in_rosters__sourced_id", flat=True)) - {None}


def _schemas(draft: Draft) -> list[Schema]:
    return list({one.schema_version: one.schema for one in draft.here.values()}.values())


def _remembered(user: "User", titles: Iterable[str]) -> dict[str, str]:
    keys = [header_key(title)[:LONGEST_HEADER] for title in titles]
    rows = RememberedColumn.objects.filter(user=user, header__in=keys, target__startswith=FIELD)
    return {key: target.removeprefix(FIELD) for key, target in rows.values_list("header", "target")}


def _guess(title: str, remembered: dict[str, str], schemas: Iterable[Schema]) -> str:
    slugs = {field.slug for schema in schemas for field in schema.described if field.is_number}
    if (slug := remembered.get(header_key(title)[:LONGEST_HEADER])) in slugs:
        return slug or ""
    for schema in schemas:
        field = schema.field_for_header(title)
        if field and field.is_number and not field.is_cluster:
            return field.slug
    return ""
