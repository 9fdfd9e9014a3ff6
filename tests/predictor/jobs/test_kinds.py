"""The table of kinds leads to functions that are there."""

import inspect

import pytest

from predictor.jobs import work
from predictor.jobs.kinds import KINDS, Work

WANTED = [name for name, thing in vars(Work).items() if inspect.isfunction(thing) and not name.startswith("_")]


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_has_a_module_with_what_a_job_needs(name):
    module = KINDS[name].work
    assert [name for name in WANTED if not callable(getattr(module, name, None))] == []


def test_there_are_functions_to_look_for():
    assert {"run", "titles", "line", "outcome", "given_up"} <= set(WANTED)


def test_nobody_asks_for_a_kind_that_is_not_there():
    with pytest.raises(ValueError, match="'dance'"):
        work.ask("dance", {}, asked_by=None)
