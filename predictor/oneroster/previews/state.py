"""What the preview of a zip was made from, so that it is made again where that has changed."""

from django.db import connection
from django.utils import timezone

from mlcore.models import SchemaVersion
from mlcore.models.schemas import CLOSED
from predictor.imports.previews.state import State, digest_of
from predictor.models import RosterClass
from predictor.oneroster.core.choices import NEW
from predictor.oneroster.drafts import Draft

# Another one where a preview of the same zip and school would say something else than it did before.
FORMAT = 1
OF_SCHOOL = """
WITH student AS (
    SELECT * FROM predictor_student WHERE classroom_id = ANY(%(classes)s)
    OR id IN (SELECT student_id FROM predictor_rosterstudent)
)
SELECT
    (SELECT md5(string_agg(md5(student::text), '' ORDER BY id)) FROM student),
    (SELECT array[count(*), max(id)] FROM predictor_outcome WHERE student_id IN (SELECT id FROM student)),
    (SELECT array[count(*), max(id)] FROM predictor_submission WHERE student_id IN (SELECT id FROM student)),
    (SELECT array[count(*), max(id)] FROM predictor_import
     WHERE classroom_id = ANY(%(classes)s) AND state = 'stored'),
    (SELECT md5(string_agg(id || state, ' ' ORDER BY id)) FROM predictor_roster WHERE state <> 'draft'),
    (SELECT md5(string_agg(link::text, ' ' ORDER BY classroom_id)) FROM predictor_rosterclass link),
    (SELECT array[count(*), max(student_id)] FROM predictor_rosterstudent),
    (SELECT md5(string_agg(concat_ws(' ', id, name, schema_version_id), ' ' ORDER BY id)) FROM predictor_classroom
     WHERE id = ANY(%(classes)s)),
    (SELECT md5(string_agg(concat_ws(' ', classroom_id, user_id), ' ' ORDER BY id)) FROM predictor_classroom_teachers
     WHERE classroom_id = ANY(%(classes)s)),
    (SELECT md5(string_agg(concat_ws(' ', id, username, email, is_active), ' ' ORDER BY id)) FROM auth_user)
"""


def state_of(draft: Draft) -> State:
    """Three queries, and the zip is not read."""
    keys = [int(choice) for choice in draft.choices.taken.values() if not choice.startswith(NEW)]
    left = RosterClass.objects.filter(classroom__in=keys, left__isnull=False).values_list("left", flat=True)
    with connection.cursor() as cursor:
        cursor.execute(OF_SCHOOL, {"classes": [*keys, *left]})
        found = cursor.fetchone()
    about = [FORMAT, timezone.localdate(), *found, *_closed()]
    return State(digest_of(draft.choices.to_dict()), digest_of({"of": about}))


def _closed() -> list[tuple[str, list[str]]]:
    """What whoever reads may not enter: for others the same zip has another preview."""
    names = SchemaVersion.objects.order_by("name").values_list("name", flat=True).distinct()
    return [(name, sorted(closed)) for name in names if (closed := CLOSED.get()(name).enter)]
