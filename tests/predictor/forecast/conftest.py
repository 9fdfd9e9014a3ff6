"""A class of which enough students have a prediction."""

from dataclasses import replace

import pytest
from django.conf import settings
from factories import tiny_bundle

from mlcore.models import ModelVersion
from predictor.models import Student


@pytest.fixture
def more_students(predict, student, answers):
    """So many more students with a prediction each, whose first number differs."""
    number = next(slug for slug, value in answers.items() if isinstance(value, float))

    def make(count: int, **changes):
        twins = [Student(classroom=student.classroom, name=f"Twin {place}") for place in range(count)]
        for place, twin in enumerate(Student.objects.bulk_create(twins)):
            predict(student=twin, answers=answers | {number: float(30 + place % 40)}, **changes)

    return make


@pytest.fixture
def class_of_six(predict, more_students, classroom):
    predict()
    more_students(5)
    return classroom


@pytest.fixture
def in_common(math):
    """Lets the live version know how far students of one group are off together."""

    def tell(between):
        version = math.versions.get()
        bundle = tiny_bundle(version.schema_version.schema, math.slug)
        group = next(field.slug for field in bundle.schema.fields if not field.is_number)
        ranges = replace(bundle.ranges, between=between)
        told = replace(bundle, ranges=ranges, schema=replace(bundle.schema, group=group))
        sha256, path = told.save(settings.BUNDLE_DIR)
        ModelVersion.objects.filter(pk=version.pk).update(file=path.name, sha256=sha256)

    return tell
