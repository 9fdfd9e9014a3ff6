"""What can be chosen about a zip: what becomes of each class, which field each test is of; and what is guessed."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

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


def offered_classes(draft: Draft) -> list[OfferedClass]:
    """Those of the file, and of a delta those that came before."""
    records, linked = draft.records, reads.linked_classes()
    archived = set(Classroom.objects.archived().filter(pk__in=linked.values()).values_list("pk", flat=True))
    holds = _holding(_places(draft))
    sizes = {key: sum(not one.is_over for one in people.values()) for key, people in _places(draft).items()}
    found = [
        OfferedClass(
            id=one.id,
            name=reads.name_of(one),
            students=sizes.get(one.id, 0),
            school=records.orgs[one.school].name if one.school in records.orgs else "",
            linked=linked.get(one.id),
            is_over=one.deleted,
            is_archived=linked.get(one.id) in archived,
            holds=None if one.id in linked else holds.get(one.id),
        )
        for one in records.classes.values()
        if not one.deleted or one.id in linked
    ]
    told = (_referred_to(records) | _classes_of_people(records)) & (set(linked) - set(records.classes))
    names = dict(Classroom.objects.filter(pk__in=[linked[key] for key in told]).values_list("pk", "name"))
    earlier = [
        OfferedClass(
            id=key,
            name=names[linked[key]],
            students=sizes.get(key, 0),
            linked=linked[key],
            is_archived=linked[key] in archived,
        )
        for key in sorted(told)
    ]
    return sorted(found, key=lambda one: (one.name, one.id)) + earlier


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
