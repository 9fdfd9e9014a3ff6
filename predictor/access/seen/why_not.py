"""Why somebody does not see a student: what each of their roles would have needed. For admins, who know all roles."""

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from mlcore.words.names import listed
from predictor.access.seen.reasons import places_of, why_sees
from predictor.models import Classroom, Department, Student
from predictor.roles import RoleName, roles_of


def account_of(username: str) -> User | None:
    rows = User.objects.select_related("standing").filter(username=username.replace("\x00", "")[:150])
    found: User | None = rows.first()
    return found


def why_not(user: User, student: Student) -> list[str]:
    """A sentence for each role; nothing where they do see the student."""
    if why_sees(user, student):
        return []
    if not user.is_active:
        return [_("Cannot sign in")]
    held, places = roles_of(user), places_of(student)
    said = [_of_role(role, user, places) for role in RoleName if role in held]
    return said or [_("Has no role")]


def _of_role(role: RoleName, user: User, places: list[Classroom]) -> str:
    classes = {"classes": listed([place.name for place in places])}
    if role == RoleName.TEACHER:
        return _("Teacher, and does not teach %(classes)s") % classes
    if role == RoleName.HEAD_OF_DEPARTMENT:
        return _of_departments(user, classes)
    if role == RoleName.HEAD:
        return _("Head of school, who sees totals: no admin lets them see names")
    return _("Data manager, who opens no student")


def _of_departments(user: User, classes: dict[str, str]) -> str:
    names = list(Department.objects.headed_by(user).order_by("name").values_list("name", flat=True))
    if not names:
        return _("Head of department, and none was given to them")
    return _("Head of %(departments)s, which was not given %(classes)s") % (classes | {"departments": listed(names)})
