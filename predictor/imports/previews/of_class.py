"""Previews of files for a class: at once of a small one, by a worker of a large one."""

from collections.abc import Mapping
from typing import Any

from predictor.imports.drafts import Draft
from predictor.imports.previews.looking import Looking, is_large
from predictor.imports.previews.preview import Preview, preview_of
from predictor.imports.previews.state import digest_of, state_of
from predictor.models import ImportFile

PREVIEW, IMPORT = "preview", "import"


def made(draft: Draft) -> tuple[Preview, Mapping[str, Any]]:
    """With what it shows of each row, for one that is made again. Raises ImportRefused."""
    plan = draft.plan()
    return preview_of(draft, plan), {"seen": plan.seen}


FILES: Looking[Draft, Preview] = Looking(
    files=lambda: ImportFile.objects.defer("seen"),
    preview=PREVIEW,
    store=IMPORT,
    is_large=lambda draft: is_large(draft.content),
    digest=lambda draft: digest_of(draft.choices),
    state=state_of,
    make=made,
    read=Preview.of,
)
