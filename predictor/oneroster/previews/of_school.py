"""Previews of zips: at once of a small one, by a worker of a large one."""

from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from predictor.access.rights import Act, may
from predictor.imports.previews.looking import MOST_BYTES_AT_ONCE, Looking
from predictor.imports.previews.state import digest_of
from predictor.models import Roster, RosterFile
from predictor.oneroster.drafts import Draft
from predictor.oneroster.previews.preview import RosterPreview, preview_of
from predictor.oneroster.previews.state import state_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.models import QuerySet

PREVIEW, IMPORT = "school-preview", "school-import"


def open_to(viewer: "User") -> "QuerySet[Roster]":
    """Files about schools are an admin's."""
    return Roster.objects.all() if may(viewer, Act.IMPORT_ROSTERS) else Roster.objects.none()


def is_large(draft: Draft) -> bool:
    """By what its directory says of the files in it, as they are unpacked; none of them is read."""
    try:
        with ZipFile(BytesIO(draft.content)) as archive:
            return sum(one.file_size for one in archive.infolist()) > MOST_BYTES_AT_ONCE
    except BadZipFile:
        return False


def made(draft: Draft) -> tuple[RosterPreview, Mapping[str, Any]]:
    """Raises ImportRefused."""
    return preview_of(draft, draft.plan()), {}


FILES: Looking[Draft, RosterPreview] = Looking(
    files=RosterFile.objects.all,
    preview=PREVIEW,
    store=IMPORT,
    is_large=is_large,
    digest=lambda draft: digest_of(draft.choices.to_dict()),
    state=state_of,
    make=made,
    read=RosterPreview.of,
)
