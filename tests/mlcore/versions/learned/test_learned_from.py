"""How many students a model learned from: those with a result, wherever it is said."""

import pytest
from django.core.management import call_command
from factories import ROWS, live_task

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    """Seven of forty rows had a result."""
    version = live_task().versions.get()
    version.run.details = {"parts": {"rows": 7}}
    version.run.save()
    return version


def test_rows_without_a_result_are_not_counted(version):
    assert (version.run.learned_from, version.run.dataset.rows) == (7, ROWS)


@pytest.mark.parametrize("details", [{}, {"parts": None}, {"parts": {"rows": 0}}, {"parts": [7]}])
def test_all_rows_are_said_where_an_older_release_counted_none(version, details):
    version.run.details = details
    assert version.run.learned_from == ROWS


def test_the_terminal_lists_those_that_were_learned_from(version, capsys):
    call_command("models")
    line = next(line for line in capsys.readouterr().out.splitlines() if "Linear regression" in line)
    assert " 7 " in line
    assert f" {ROWS} " not in line


@pytest.mark.parametrize("address", ["/models/", "/models/version/{}/"])
def test_the_pages_of_models_say_those_that_were_learned_from(version, client, django_user_model, address):
    client.force_login(django_user_model.objects.create_superuser("admin2", password="long enough 1234"))
    page = " ".join(client.get(address.format(version.pk), follow=True).content.decode().split())
    assert "7 students" in page or "7 of 40 in the dataset" in page
    assert "40 students" not in page
