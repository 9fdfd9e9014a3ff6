"""Files as text, taken in for the class of the owner."""

import pytest
from uploads import as_csv

from predictor.imports.drafts import Draft, begin
from predictor.imports.work import confirm
from predictor.models import Import, Student


@pytest.fixture
def known_students(classroom):
    """Three students with numbers, two of one name."""
    names = {"001": "Amara Osei", "002": "Ben Lind", "003": "Ben Lind"}
    return [Student.objects.create(classroom=classroom, name=name, reference=key) for key, name in names.items()]


@pytest.fixture
def draft(classroom, people):
    """A draft of a file; `columns` as it would be chosen on the page, else as guessed."""

    def make(*lines, kind="students", columns=None, **choices):
        row = begin(classroom, people.owner, kind, "list.csv", as_csv(*lines))
        if columns:
            row.choices["columns"] = columns
        row.choices |= choices
        row.save()
        return Draft.of(Import.objects.get(pk=row.pk))

    return make


@pytest.fixture
def stored(draft, people):
    """A file that was confirmed as it was shown."""

    def store(*lines, **asked):
        made = draft(*lines, **asked)
        return confirm(made, people.owner, made.plan().hash)

    return store
