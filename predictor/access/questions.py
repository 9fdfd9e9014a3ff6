"""Which questions concern somebody."""

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from mlcore.models import ModelVersion, Task
from predictor.access.rights import Act, may
from predictor.models import Classroom

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def questions_for(user: "User") -> QuerySet[Task]:
    """Those that are asked of their classes and those that a live model answers; an admin's are all.

    What lists name; a page about any other question opens as well, because nothing of it is anybody's secret.
    """
    if may(user, Act.SEE_EVERY_QUESTION):
        return Task.objects.all()
    asked = Classroom.objects.visible_to(user).values("schema_version__name")
    answered = ModelVersion.objects.live().values("task")
    return Task.objects.filter(Q(schema_version__name__in=asked) | Q(pk__in=answered))
