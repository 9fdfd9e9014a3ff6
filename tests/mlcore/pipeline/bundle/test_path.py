"""The way of one prediction through the code, which stays short enough to be read in one go."""

import sys
from collections.abc import Callable

import pytest
from served_bundles import A_ROW, bundle_of

INLINE = ("<listcomp>", "<dictcomp>", "<genexpr>", "<lambda>")


def functions_in(call: Callable[[], object]) -> set[str]:
    """Our functions that were entered; a comprehension is part of the function it stands in."""
    entered = set()

    def look(frame, event, _):
        code = frame.f_code
        if event == "call" and "/mlcore/" in code.co_filename and code.co_name not in INLINE:
            entered.add(f"{code.co_filename}: {code.co_name}")

    sys.setprofile(look)
    try:
        call()
    finally:
        sys.setprofile(None)
    return entered


@pytest.mark.parametrize("slug", ["linear", "xgboost"])
def test_one_prediction_passes_at_most_nine_functions(slug):
    bundle = bundle_of(slug)
    bundle.predict([A_ROW])  # what is made once per bundle is made
    assert len(functions_in(lambda: bundle.predict([A_ROW]))) <= 9
