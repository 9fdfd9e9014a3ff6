"""A made-up school whose zip is taken in for the admin."""

import pytest
from school_zips import school_zip

from mlcore.models import SchemaVersion
from predictor.models import Roster
from predictor.oneroster.core.choices import Choices
from predictor.oneroster.drafts import Draft, begin
from predictor.oneroster.work import confirm

SCHOOL = {
    "classes": {"c1": "Maths 7A", "c2": "Maths 7B"},
    "students": {"s1": ("Ann", "Abel", "0071"), "s2": ("Ben", "Bora", "0072"), "s3": ("Cy", "Cole", "")},
    "teachers": {"t1": ("pell", "pell@school.example")},
    "places": [("c1", "s1"), ("c1", "s2"), ("c2", "s2"), ("c2", "s3"), ("c1", "t1")],
    "tests": {"i1": ("Reading score", "c1", 20)},
    "results": [("i1", "s1", 15), ("i1", "s2", "", "exempt")],
    "demographics": ["s1", "s2"],
}


@pytest.fixture
def school():
    """The zip of the school; what is given stands instead."""
    return lambda **changes: school_zip(**SCHOOL | changes)


@pytest.fixture
def exams_version(math):
    return SchemaVersion.objects.get(pk=math.schema_version_id)


@pytest.fixture
def draft(people, exams_version):
    """A draft in which every class is taken, new ones under the schema of the exams."""

    def make(content, **choices):
        row = begin(people.admin, "school.zip", content)
        made = Draft.of(Roster.objects.get(pk=row.pk))
        told = {"classes": default_classes(made, exams_version), "tests": {"Reading score": "reading_score"}}
        made.choose(Choices(**told | choices))
        return made

    return make


def default_classes(draft, version):
    from predictor.oneroster.reads import linked_classes

    linked = linked_classes()
    known = {key: str(pk) for key, pk in linked.items()}
    return dict.fromkeys(draft.records.classes, f"new:{version.pk}") | known


@pytest.fixture
def stored(draft, people):
    """A zip that was confirmed as it was shown."""

    def store(content, **choices):
        made = draft(content, **choices)
        return confirm(made, people.admin, made.plan().hash)

    return store
