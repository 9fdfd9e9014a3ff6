"""The machine as a library: `from mlcore import pipeline as sp`. Each name is imported when it is first used.

Nothing is imported here: scikit-learn and pandas take a second, which `manage.py check` must not pay for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mlcore.pipeline.bundle.bundle import Answer, Bundle, Explanation
    from mlcore.pipeline.exceptions import PipelineError
    from mlcore.pipeline.fitting.candidates import CANDIDATES
    from mlcore.pipeline.fitting.recipe import Recipe
    from mlcore.pipeline.fitting.study import Study
    from mlcore.pipeline.library.model import Model
    from mlcore.pipeline.library.policies import policies
    from mlcore.pipeline.library.training import Trained, check, read, train
    from mlcore.pipeline.schema import Field, Question, Schema

__all__ = [
    "CANDIDATES",
    "Answer",
    "Bundle",
    "Explanation",
    "Field",
    "Model",
    "PipelineError",
    "Question",
    "Recipe",
    "Schema",
    "Study",
    "Trained",
    "check",
    "policies",
    "read",
    "train",
]

_HOMES = {
    "CANDIDATES": "fitting.candidates",
    "Answer": "bundle.bundle",
    "Bundle": "bundle.bundle",
    "Explanation": "bundle.bundle",
    "Field": "schema",
    "Model": "library.model",
    "PipelineError": "exceptions",
    "Question": "schema",
    "Recipe": "fitting.recipe",
    "Schema": "schema",
    "Study": "fitting.study",
    "Trained": "library.training",
    "check": "library.training",
    "policies": "library.policies",
    "read": "library.training",
    "train": "library.training",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")  # not for readers
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
