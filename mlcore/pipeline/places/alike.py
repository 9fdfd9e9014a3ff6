"""What two processes must have in common to find the same figures to the last bit."""

import hashlib
import platform
from collections.abc import Mapping
from functools import cache
from importlib import metadata
from pathlib import Path

from mlcore.pipeline.exceptions import WorkersError

# As they are installed; of some there is more than one package with the same library.
LIBRARIES = {
    "NumPy": ("numpy",),
    "SciPy": ("scipy",),
    "pandas": ("pandas",),
    "scikit-learn": ("scikit-learn",),
    "XGBoost": ("xgboost-cpu", "xgboost"),
    "CatBoost": ("catboost",),
    "Dask": ("distributed",),
}
PIPELINE = Path(__file__).parents[1]
Facts = Mapping[str, str]


@cache
def facts() -> Facts:
    """Of this process, by the words for them. Rounding hangs on the kind of processor too: OpenBLAS, which multiplies
    matrices, names the kind that it computes for."""
    libraries = {name: _installed(packages) for name, packages in LIBRARIES.items()}
    return {
        "this product's code": _code(),
        "Python": platform.python_version(),
        **libraries,
        "a processor": platform.machine(),
        "OpenBLAS for": _kernels(),
    }


def check(found: Facts, worker: str, expected: Facts) -> None:
    """Raises WorkersError where a worker differs in what this process says of itself, and names it."""
    for name, here in expected.items():
        there = found.get(name, "none")
        if there != here:
            raise WorkersError(
                f"the Dask worker {worker} has {name} {there}, this machine {here}, so it would find other figures: "
                "start workers and product from one image, or from the same requirements, on one kind of machine"
            )


def _installed(packages: tuple[str, ...]) -> str:
    for package in packages:
        try:
            return metadata.version(package)
        except metadata.PackageNotFoundError:
            continue
    return "none"


def _code() -> str:
    digest = hashlib.sha256()
    for path in sorted(PIPELINE.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _kernels() -> str:
    import numpy  # noqa: F401 - only what is loaded is listed
    from threadpoolctl import threadpool_info

    kinds = {one.get("architecture", "") for one in threadpool_info() if one["user_api"] == "blas"}
    return ", ".join(sorted(kinds - {""}))
