"""What every test gets: quick passwords, a bundle folder of its own, and people and a class to ask for."""

import hypothesis
import pytest
from django.utils import translation

# No test may depend on how fast the machine is, nor fail for a change that has nothing to do with it: the same examples
# each time. For others: --hypothesis-profile=drawn, with --hypothesis-seed=N to draw them again.
UNTIMED = {"deadline": None, "suppress_health_check": [hypothesis.HealthCheck.too_slow]}
hypothesis.settings.register_profile("same", derandomize=True, **UNTIMED)
hypothesis.settings.register_profile("drawn", **UNTIMED)
hypothesis.settings.load_profile("same")


@pytest.fixture(autouse=True)
def quick_settings(settings, tmp_path):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    settings.DATA_DIR, settings.BUNDLE_DIR = tmp_path, tmp_path / "bundles"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Every field is open but in tests of rules: those that ship would be gone after the first test that flushes."""
    from django.db import connection

    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE predictor_fieldrules")


@pytest.fixture(autouse=True)
def nobody_counted():
    """Log-ins of other tests in the same minute would shut this one out, on a machine that is quick."""
    from django.core.cache import cache

    cache.clear()


@pytest.fixture(autouse=True)
def back_to_english():
    """The language of the last answer stays with the thread until the next request."""
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def everything_is_shown():
    """Who read the last answer stays with the thread, too."""
    yield
    from mlcore.models.schemas import CLOSED, OPEN

    CLOSED.set(lambda name: OPEN)


@pytest.fixture
def forget_bundles():
    """As in a process that has answered nothing yet."""
    from mlcore.versions import live

    return live.BUNDLES.clear


@pytest.fixture
def people(db):
    """owner and colleague teach `classroom`, stranger does not, admin sees all."""
    from factories import make_people

    return make_people()


@pytest.fixture
def math(db):
    """The task 'math' with a live model that was never trained."""
    from factories import live_task

    return live_task("math", "exams")


@pytest.fixture
def measured(math):
    """A live version of the task 'math' with every figure that a training stores."""
    from model_runs import measured_version

    from mlcore.versions import promotions

    version = measured_version(math, opposite="test_preparation")
    promotions.promote(version, who="head of school", why="it learned from more")
    return version


@pytest.fixture
def hsb_task(db):
    """A task of the second schema, on data that is not made up."""
    from factories import live_task

    return live_task("hsb-math", "hsb2", is_demo=False)


@pytest.fixture
def classroom(people, math):
    from predictor.models import Classroom

    classroom = Classroom.objects.create(name="Class 8a", schema_version=math.schema_version)
    classroom.teachers.add(people.owner, people.colleague)
    return classroom


@pytest.fixture
def student(classroom):
    from predictor.models import Student

    schema = classroom.schema_version.schema
    known = {field.slug: field.choices[0] for field in schema.fields if field.choices and field.about == "student"}
    return Student.objects.create(classroom=classroom, name="Amara Osei", known=known)


@pytest.fixture
def answers(math):
    """Every input of the task 'math', all known."""
    schema = math.schema_version.schema
    return {
        field.slug: 30.0 + 5 * position if field.is_number else field.choices[0]
        for position, field in enumerate(schema.inputs(math.question))
    }
