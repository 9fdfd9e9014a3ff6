"""The manifest of a OneRoster export: which version it is, and which files it says to hold."""

import zipfile
from collections.abc import Collection, Mapping
from typing import cast

from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.files.oneroster.records import Mode, Version
from mlcore.pipeline.files.oneroster.tables import Line, lines_of
from mlcore.pipeline.messages import N_

NAME = "manifest.csv"
VERSIONS: dict[str, Version] = {"1.1": "1.1", "1.2": "1.2"}
MODES = ("bulk", "delta", "absent")


def manifest_of(archive: zipfile.ZipFile, names: Collection[str]) -> tuple[Version, Mapping[str, Mode]]:
    """The version, and the mode of each file that is there ('users.csv'). `names` are those of the zip.

    Raises DataError where the manifest is missing, of another version, or contradicts the zip.
    """
    if NAME not in names:
        raise DataError(
            N_("The zip has no %(manifest)s: it is no OneRoster export, or its files lie in a folder of the zip."),
            manifest=NAME,
        )
    told = {line["propertyName"].strip(): line for line in lines_of(archive, NAME, ("propertyName", "value"))}
    version, modes = _version(told), _modes(told)
    _refuse_contradictions(modes, names)
    return version, modes


def _version(told: Mapping[str, Line]) -> Version:
    version = told["oneroster.version"]["value"].strip() if "oneroster.version" in told else ""
    if version not in VERSIONS:
        raise DataError(
            N_("%(manifest)s names version '%(version)s' of OneRoster; 1.1 and 1.2 can be read, as CSV."),
            manifest=NAME,
            version=version[:20],
        )
    return VERSIONS[version]


def _modes(told: Mapping[str, Line]) -> dict[str, Mode]:
    """Of each file that is there."""
    modes: dict[str, Mode] = {}
    for name, line in told.items():
        if name.startswith("file.") and (mode := line.one_of("value", MODES)) != "absent":
            modes[f"{name.removeprefix('file.')}.csv"] = cast(Mode, mode)
    return modes


def _refuse_contradictions(modes: Mapping[str, Mode], names: Collection[str]) -> None:
    for name in modes:
        if name not in names:
            raise DataError(
                N_("%(manifest)s says that the zip holds %(name)s, which it does not. Export it anew."),
                manifest=NAME,
                name=name,
            )
    for name in names:
        if name.endswith(".csv") and name != NAME and name not in modes:
            raise DataError(
                N_("The zip holds %(name)s, of which %(manifest)s says that it is absent or nothing at all."),
                name=name,
                manifest=NAME,
            )
