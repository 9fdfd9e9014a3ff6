"""Killed by force at a named step: the rows are as before or all there, nothing lies about, and running again works."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from yearly import FIRST, rows_of, stored

from mlcore.datasets import keeping, storing
from mlcore.datasets.together import parts_of, together
from mlcore.models import Dataset, DatasetContent

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).parents[3]
# Runs a command on the database of this test, and is killed as soon as a function has done its work.
PROGRAM = """
import importlib, os, signal, sys
import django
django.setup()
from django.conf import settings
from django.core.management import call_command
settings.DATABASES["default"]["NAME"], place, name, *command = sys.argv[1:]
owner = importlib.import_module(place)
*path, name = name.split(".")
for part in path:
    owner = getattr(owner, part)
work = getattr(owner, name)
def killed(*given, **named):
    work(*given, **named)
    os.kill(os.getpid(), signal.SIGKILL)
setattr(owner, name, killed)
call_command(*command)
"""


@pytest.fixture
def year(db):
    return stored("2025", 40)


def killed_after(step, *command):
    place, name = step.split(":")
    arguments = [sys.executable, "-c", PROGRAM, connection.settings_dict["NAME"], place, name, *command]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "studentperf.settings"}
    ended = subprocess.run(arguments, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, check=False)
    assert ended.returncode == -signal.SIGKILL


IMPORTING = [
    "mlcore.datasets.storing:store_packed",
    "mlcore.management.commands.import_dataset:Command._write_bad_rows",
    "mlcore.management.commands.import_dataset:completing.add",
]


@pytest.mark.parametrize("step", IMPORTING)
def test_an_import_that_adds_to_a_dataset(year, tmp_path, step):
    rows = rows_of(FIRST, 30, 1).astype({"final": object})
    rows.loc[:3, "final"] = "fifty"
    rows.to_csv(tmp_path / "2026.csv", index=False)
    command = (
        "import_dataset",
        str(tmp_path / "2026.csv"),
        "--schema",
        "yearly",
        "--add-to",
        "2025",
        "--skip-bad-rows",
    )
    killed_after(step, *command)
    assert (Dataset.objects.get(), DatasetContent.objects.count()) == (year, 1)
    call_command(*command)
    added = Dataset.objects.get(name="2026")
    assert (added.adds_to, added.rows, added.bad_rows_file) == (year, 26, "2026-bad-rows.csv")
    assert {path.name for path in tmp_path.glob("*.csv*")} == {"2026.csv", "2026-bad-rows.csv"}


def test_adding_one_to_another(year):
    added = stored("2026", 30, seed=1)
    killed_after("mlcore.datasets.keeping:_check_fit", "datasets", "join", "2026", "--to", "2025")
    assert not Dataset.objects.exclude(adds_to=None)
    keeping.join(added, year)
    assert Dataset.objects.get(name="2026").adds_to == year


@pytest.mark.parametrize(
    ("step", "left"),
    [
        ("mlcore.datasets.keeping:consequences", 3),
        ("mlcore.datasets.keeping:timezone.now", 3),
        ("mlcore.management.commands.datasets:keeping.delete", 1),
    ],
)
def test_deleting_rows_that_are_part_of_others(year, step, left):
    together([year, stored("2026", 30, seed=1)], year.schema_version)
    killed_after(step, "datasets", "delete", "2025", "--yes")
    assert (DatasetContent.objects.count(), Dataset.objects.present().count()) == (left, left)
    if left == 3:
        call_command("datasets", "delete", "2025", "--yes")
    assert DatasetContent.objects.get().dataset.name == "2026"


def test_putting_together_what_is_learned_from(year):
    years = [year, stored("2026", 30, seed=1)]
    command = ("train", "final", "--dataset", "2025", "--dataset", "2026", "--candidates", "ridge")
    killed_after("mlcore.datasets.storing:store_dataset", *command)
    assert set(Dataset.objects.all()) == set(years)
    whole = together(years, year.schema_version)
    assert (parts_of(whole), len(storing.frame_of(whole))) == (years, 70)
