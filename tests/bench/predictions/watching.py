"""How often the watch over results alarms in unchanged years, and how soon where something changed: `watching.py
[YEARS]`, 1,000 years of 300 results looked at after each of them, where 1,000, 300 and 100 rows told the ranges.
"""

import sys

import numpy as np
from watched_years import alarms

CHANGES = {
    "unchanged": {},
    "10 points higher": {"shift": 10},
    "10 points lower": {"shift": -10},
    "3 points higher": {"shift": 3},
    "3 points lower": {"shift": -3},
    "half as wide again": {"stretch": 1.5},
}


def main(years: str = "1000") -> None:
    for learned in (1_000, 300, 100):
        for named, change in CHANGES.items():
            found = np.array([alarm or np.inf for alarm in alarms(int(years), 300, learned=learned, **change)])
            sys.stdout.write(
                f"{learned:5} rows, {named:18}: alarm in {(found <= 300).mean():.1%} of years, "
                f"within 120 results in {(found <= 120).mean():.1%}, median after {np.median(found):.0f}\n"
            )


if __name__ == "__main__":
    main(*sys.argv[1:])
