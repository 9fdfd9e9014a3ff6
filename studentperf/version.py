"""Which release this is: the version of the project, and the commit where the image was told one."""

import tomllib
from pathlib import Path


def version(base_dir: Path, release: str) -> str:
    """E.g. '0.1.0', or '0.1.0+3f2c1ab' for an image built from that commit."""
    project = tomllib.loads((base_dir / "pyproject.toml").read_text())["project"]
    return f"{project['version']}+{release}" if release else project["version"]
