"""How often inputs are called different, all of them together: `drifting.py [SIMULATIONS]`, 2,000 of 100 students
beside 1,000 that were learned from, unchanged and with one score ten points off.
"""

import sys

import numpy as np
from drawn_inputs import flagged


def main(simulations: str = "2000") -> None:
    for shift in (0, 5, 10, -10):
        found = np.mean([bool(one) for one in flagged(int(simulations), shift=shift)])
        sys.stdout.write(f"{shift:+4} points: flagged in {found:.1%}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
