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
    """`linked` is the class here that came from it before, `is_over` where the file says that it ended."""

    id: str
    name: str
    students: int
    school: str = ""
    linked: int | None = None
    is_over: bool = False


@dataclass(frozen=True, kw_only=True)
class OfferedTest:
    """Tests of one title, in all classes that are taken; `guess` is a field's slug or blank."""

    title: str
    results: int
    guess: str


def offered_classes(draft: Draft) -> list[OfferedClass]:
    """Those of the file, and of a delta those that came before."""
    records, linked = draft.records, reads.linked_classes()
    sizes = {key: sum(not one.is_over for one in people.values()) for key, people in _places(draft).items()}
    found = [
        OfferedClass(
            id=one.id,
            name=reads.name_of(one),
            students=sizes.get(one.id, 0),
            school=records.orgs[one.school].name if one.school in records.orgs else "",
            linked=linked.get(one.id),
            is_over=one.deleted,
        )
        for one in records.classes.values()
        if not one.deleted or one.id in linked
    ]
    told = (_referred_to(records) | _classes_of_people(records)) & (set(linked) - set(records.classes))
    names = dict(Classroom.objects.filter(pk__in=[linked[key] for key in told]).values_list("pk", "name"))
    earlier = [
        OfferedClass(id=key, name=names[linked[key]], students=sizes.get(key, 0), linked=linked[key])
        for key in sorted(told)
    ]
    return sorted(found, key=lambda one: (one.name, one.id)) + earlier


def default_choices(classes: Iterable[OfferedClass], new_under: SchemaVersion | None) -> dict[str, str]:
    """Those that came before into the same class; the others as new ones, or left out without a schema."""
    otherwise = f"{NEW}{new_under.pk}" if new_under else OUT
    return {one.id: str(one.linked) if one.linked else OUT if one.is_over else otherwise for one in classes}


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
