"""What a token opens: one table of every address of the API at which something can be changed."""

from collections.abc import Collection, Mapping

from django.utils.translation import gettext as _

from predictor.api.refusals import Refused
from predictor.models.accounts.tokens import Scope

SAFE = ("GET", "HEAD", "OPTIONS")


def _all(scope: Scope, names: str) -> Mapping[str, Scope]:
    return dict.fromkeys(names.split(), scope)


# To read them is about people and rules, not about students.
READING: Mapping[str, Scope] = _all(
    Scope.ADMIN,
    "api-people api-person api-person-changes api-departments api-department api-retention api-field-rules "
    "api-predicting-changes api-documents api-document api-statements "
    "api-forgettings api-invitations",
)
CHANGING: Mapping[str, Scope] = {
    **_all(
        Scope.PREDICT,
        "api-predictions api-prediction-batch api-what-if api-classroom-predictions "
        "api-file-predictions api-file-prediction",
    ),
    **_all(Scope.OUTCOMES, "api-results api-support"),
    **_all(
        Scope.WRITE,
        "api-feedback api-student api-students api-student-moving api-student-classrooms api-student-classroom "
        "api-corrections api-correction-decision api-student-objection api-targets "
        "api-classrooms api-classroom api-classroom-archiving api-classroom-next-year api-classroom-teachers "
        "api-classroom-teacher api-classroom-places api-classroom-gradebook api-imports api-import "
        "api-import-confirmation api-import-undoing api-job-cancellation api-weekly-summary",
    ),
    **_all(
        Scope.ADMIN,
        "api-predicting api-field-rules api-boundaries api-person api-departments api-department "
        "api-descriptions api-description api-description-acceptance api-rehearsals api-reports "
        "api-training-runs api-promotion api-rollback api-policies api-version-policies api-statements "
        "api-student-forgetting api-forgetting-continuation "
        "api-invitations api-invitation api-invitation-sending",
    ),
}
# Whatever a token may do: giving it back is always allowed, and making another is limited by itself.
ALWAYS = {"api-token", "api-tokens", "api-token-of"}


def needed(address: str, method: str) -> Scope | None:
    """None: whatever the token may do."""
    if address in ALWAYS:
        return None
    if method in SAFE:
        return READING.get(address, Scope.READ)
    return CHANGING.get(address, Scope.ADMIN)


def check(address: str, method: str, scopes: Collection[str]) -> None:
    """Raises Refused where the token does not reach."""
    scope = needed(address, method)
    if scope is not None and scope not in scopes:
        message = _("This token may not do that; a token with the scope “%(scope)s” may.") % {"scope": scope}
        raise Refused(403, "scope_missing", message)
