"""The simulation of support at the command line."""

import pytest
from django.core.management import CommandError, call_command


@pytest.mark.training
def test_it_tells_both_figures_of_each_candidate(capsys):
    call_command("simulate_support", "--schools", "2", "--candidates", "linear")
    told = capsys.readouterr().out
    assert "2 made-up schools" in told
    assert "Linear regression" in told
    assert "without the flag" in told


@pytest.mark.parametrize(("options", "said"), [(["--schools", "1"], "at least 2"), (["--candidates", "x"], "'x'")])
def test_what_cannot_be_simulated_is_refused(options, said):
    with pytest.raises(CommandError, match=said):
        call_command("simulate_support", *options)
