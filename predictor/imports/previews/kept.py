"""Previews as they are kept with their file."""

from collections.abc import Mapping

from predictor.imports.previews.preview import Preview
from predictor.imports.previews.state import State
from predictor.models import Import, ImportFile, Job


def keep(
    row: Import, preview: Preview, seen: Mapping[str, str], made_from: State, *, only_of: Job | None = None
) -> None:
    """Nothing where the file is gone, or where it waits for another job by now than `only_of`."""
    files = ImportFile.objects.filter(about=row)
    if only_of:
        files = files.filter(job=only_of.pk)
    # For a preview that is made again: what it showed the last time.
    files.update(preview={"state": list(made_from), "shown": preview.to_json()}, seen=dict(seen))


def kept_in(file: ImportFile, state: State) -> Preview | None:
    """The one that was made from this state, if there is one."""
    if file.preview.get("state") != list(state):
        return None
    try:
        return Preview.of(file.preview.get("shown"))
    except ValueError:
        return None
