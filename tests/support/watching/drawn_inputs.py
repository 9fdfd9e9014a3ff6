"""What was learned from and what is entered now: three numbers and four choices, as exams have them."""

import numpy as np

# Of the bundled exams: means and spread of three scores, and shares of four choices.
SCORES = {"maths": (66.1, 15.2), "reading": (69.2, 14.6), "writing": (68.1, 15.2)}
SHARES = {"gender": (0.5, 0.5), "lunch": (0.65, 0.35), "course": (0.36, 0.64), "group": (0.09, 0.19, 0.32, 0.26, 0.14)}


def draw(random, rows, shift=0.0):
    """The first score `shift` points higher."""
    scores = {
        name: np.clip(random.normal(mean + shift * (name == "maths"), spread, rows).round(), 0, 100)
        for name, (mean, spread) in SCORES.items()
    }
    choices = {
        name: [f"{name} {number}" for number in random.choice(len(shares), rows, p=shares)]
        for name, shares in SHARES.items()
    }
    return scores | choices


def flagged(simulations, rows=100, learned=1_000, seed=4, **change):
    """In which simulations some input is flagged."""
    from mlcore.pipeline.diagnosis.input_drift import moved

    for number in range(simulations):
        random = np.random.default_rng((seed, number))
        yield moved(draw(random, learned), draw(random, rows, **change))
