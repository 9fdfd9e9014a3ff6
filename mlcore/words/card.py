"""How the models of a run were compared, for its card."""

from collections.abc import Mapping

from mlcore.pipeline.results.parts import Parts
from mlcore.words.numbers import count, students


def method(parts: Parts, compared: int, made_with: Mapping[str, str]) -> str:
    """`made_with` holds the versions of the libraries by their names; empty where they were not stored."""
    libraries = ", ".join(f"{library} {version}" for library, version in made_with.items())
    sentences = [
        f"{compared} models were compared by cross-validation with {parts.folds} folds, repeated {parts.repeats} "
        f"times, on {students(parts.training_rows)}; {count(parts.held_out_rows)} more were set aside and looked at "
        "once, to report.",
        f"The seed was {parts.seed}.",
        f"Libraries: {libraries}." if libraries else "",
    ]
    return " ".join(filter(None, sentences))
