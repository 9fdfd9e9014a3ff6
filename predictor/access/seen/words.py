"""Why somebody sees a student, in a sentence."""

from django.utils.translation import gettext as _

from mlcore.words.names import listed
from predictor.access.people.words import LABELS
from predictor.access.seen.reasons import Reason
from predictor.roles import RoleName


def said(reason: Reason) -> str:
    if reason.department is not None and reason.classroom is not None:
        return _of_department(reason.department.name, reason.classroom.name, [task.label for task in reason.tasks])
    if reason.classroom is not None:
        return _("Teaches %(class)s") % {"class": reason.classroom.name}
    if reason.role.name == RoleName.ADMIN:
        return str(LABELS[RoleName.ADMIN])
    return _("Head of school, who is allowed to see names")


def _of_department(department: str, classroom: str, tasks: list[str]) -> str:
    told = {"department": department, "class": classroom, "tasks": listed(tasks)}
    if not tasks:
        return _("Head of %(department)s, which was given %(class)s and no question yet") % told
    return _("Head of %(department)s, which was given %(class)s: sees %(tasks)s") % told
