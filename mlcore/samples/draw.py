"""Draw made-up rows from published facts; run as `python -m mlcore.samples.draw FACTS.toml ROWS.csv`."""

import sys
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

Facts = dict[str, Any]


def load_facts(path: Path) -> Facts:
    """Read the TOML file: rows, seed, shares of each choice, and how each score comes about."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def draw(facts: Facts) -> pd.DataFrame:
    """`rows` made-up rows: choices in exactly the given shares, scores whole and within the bounds.

    Scores follow the linear models of the facts with normal noise; the same facts give the same rows.
    """
    # Unlike default_rng, the stream of RandomState never changes between versions of numpy.
    random = np.random.RandomState(facts["seed"])
    frame = pd.DataFrame({name: _shuffled(shares, facts["rows"], random) for name, shares in facts["shares"].items()})
    explained: dict[str, np.ndarray] = {}
    noises: dict[str, np.ndarray] = {}
    for score in facts["score"]:
        name = score["name"]
        explained[name] = _explained(score, frame)
        noises[name] = _noise(score, facts, explained, noises, random)
        values = np.rint(explained[name] + noises[name]).clip(facts["minimum"], facts["maximum"])
        frame[name] = values.astype(int)
    return frame[facts["columns"]]


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """UTF-8 with plain line feeds on every system, so that equal rows are equal bytes."""
    text: str = frame.to_csv(index=False, lineterminator="\n")
    return text.encode()


def _shuffled(shares: dict[str, float], rows: int, random: np.random.RandomState) -> np.ndarray:
    """Each choice as often as its share says, in random order."""
    edges = np.rint(np.cumsum(list(shares.values())) * rows).astype(int)
    return random.permutation(np.repeat(list(shares), np.diff(edges, prepend=0)))


def _explained(score: Facts, frame: pd.DataFrame) -> np.ndarray:
    """The part of a score that the columns drawn before it account for, in points."""
    points = np.full(len(frame), float(score["constant"]))
    for name, effects in score["effects"].items():
        points += frame[name].map(effects).fillna(0.0).to_numpy(dtype=float)
    for name, slope in score.get("slopes", {}).items():
        points += slope * frame[name].to_numpy(dtype=float)
    return points


def _noise(
    score: Facts,
    facts: Facts,
    explained: dict[str, np.ndarray],
    noises: dict[str, np.ndarray],
    random: np.random.RandomState,
) -> np.ndarray:
    """Normal noise; with `noise_follows`, as related to another score's noise as their correlation asks."""
    name, leader = score["name"], score.get("noise_follows")
    own = random.standard_normal(facts["rows"])
    size = score.get("noise") or np.sqrt(score["sd"] ** 2 - explained[name].var())
    if leader is None:
        return np.asarray(own * size)
    leader_sd = next(other["sd"] for other in facts["score"] if other["name"] == leader)
    total = facts["correlations"][name][leader] * score["sd"] * leader_sd
    left = total - np.cov(explained[name], explained[leader], bias=True)[0, 1]
    slope = left / (leader_sd**2 - explained[leader].var())
    return np.asarray(slope * noises[leader] + own * np.sqrt(size**2 - slope * left))


if __name__ == "__main__":
    facts_path, csv_path = map(Path, sys.argv[1:])
    csv_path.write_bytes(csv_bytes(draw(load_facts(facts_path))))
