"""Round steps for axes and bins."""

import math


def round_step(width: float) -> float:
    """The next of 1, 2, 5, 10, 20, 50 … (or 0.1, 0.2, 0.5 …) that is at least this wide."""
    magnitude = 10.0 ** math.floor(math.log10(width))
    return next(nice * magnitude for nice in (1, 2, 5, 10) if nice * magnitude >= width * (1 - 1e-9))
