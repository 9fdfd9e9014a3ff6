"""The watch over a version's results."""

import pytest
from factories import new_version

from mlcore.versions import promotions
from predictor.outcomes.watching import watch_of

pytestmark = pytest.mark.django_db


def test_results_as_ranges_say_raise_no_alarm(math, hold):
    hold(40)
    found = watch_of(math.versions.get())
    assert (found.results, found.alarm) == (40, None)


@pytest.mark.parametrize(("off", "side"), [(15, "higher"), (-15, "lower")])
def test_results_off_to_one_side_raise_it(math, hold, off, side):
    hold(25, off=off)
    found = watch_of(math.versions.get())
    assert (found.side, found.alarm <= 20) == (side, True)


def test_looking_again_finds_the_same(math, hold):
    hold(12)
    assert watch_of(math.versions.get()) == watch_of(math.versions.get())


def test_another_version_begins_anew(math, hold):
    hold(25, off=15)
    newer = new_version(math, shift=3.0)
    promotions.promote(newer, who="a test", why="newer")
    assert watch_of(newer).results == 0


def test_results_with_support_raise_no_alarm(math, hold, note):
    note(hold(25, off=15))
    hold(10)
    found = watch_of(math.versions.get())
    assert (found.results, found.alarm) == (10, None)
