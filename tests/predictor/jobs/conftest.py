"""Work that waits until a test lets it go."""

import pytest
from patient_work import PATIENT

from predictor.jobs import work
from predictor.jobs.kinds import KINDS


@pytest.fixture(autouse=True)
def patient_kinds(monkeypatch):
    for name, kind in PATIENT.items():
        monkeypatch.setitem(KINDS, name, kind)


@pytest.fixture
def gate(tmp_path):
    return tmp_path / "gate"


@pytest.fixture
def ask(db, gate):
    """For work that waits at the gate."""
    return lambda kind="patient", **arguments: work.ask(kind, {"until": str(gate)} | arguments, asked_by=None)
