"""Every address of pages and API: what asking there is called in the log, and how its students are found."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from predictor.access_log.students import Of
from predictor.models import AccessLine

Act = AccessLine.Act
SAFE = {"GET", "HEAD", "OPTIONS"}
Found = TypeVar("Found", "Route", None)


@dataclass(frozen=True)
class Route:
    """`shows` is what it is to get the page, `does` to send a form or a change, `deletes` what DELETE is where it is
    not that; None where that is about nobody. The thing `of` which kind it is about has its key in the address, under
    the name `key`."""

    of: Of
    shows: Act | None = Act.SAW
    does: Act | None = Act.CHANGED
    key: str = "pk"
    deletes: Act | None = None

    def act(self, method: str | None) -> Act | None:
        if method in SAFE:
            return self.shows
        return self.deletes if self.deletes and method == "DELETE" else self.does


def _files(route: Found, names: str) -> Mapping[str, Found]:
    return {f"{name}-{kind}": route for name in names.split() for kind in ("csv", "xlsx")}


def _all(route: Found, names: str) -> Mapping[str, Found]:
    return dict.fromkeys(names.split(), route)


STUDENT: Mapping[str, Route] = {
    **_all(
        Route(Of.STUDENT),
        "student student-edit student-result support student-classes student-leave target student-access student-file "
        "student-who-sees api-student-seers "
        "api-student-moving api-student-classrooms api-student-classroom api-targets api-timeline "
        "api-submissions "
        "api-results api-support api-student-access objection api-student-objection corrections",
    ),
    **_all(Route(Of.STUDENT, does=Act.PREDICTED), "predict-any predict"),
    **_all(Route(Of.STUDENT, does=Act.DELETED), "student-delete student-forget api-student-forgetting"),
    **_all(Route(Of.STUDENT, shows=Act.EXPORTED), "student-file-pdf student-file-json api-student-file"),
    **_all(Route(Of.STUDENT, shows=Act.PRINTED), "student-sheet api-student-sheet"),
    **_files(
        Route(Of.STUDENT, shows=Act.EXPORTED),
        "student-classes-list subjects timeline targets results support-list support-history target-history "
        "student-access-list student-seers objection-log corrections",
    ),
    "api-student": Route(Of.STUDENT, deletes=Act.DELETED),
    "student-new": Route(Of.ROWS, shows=None, does=Act.ADDED),
    "support-correct": Route(Of.SUPPORT),
    **_all(Route(Of.CORRECTION), "correction api-correction api-correction-decision"),
    "support-end": Route(Of.SUPPORT),
    "result-correct": Route(Of.OUTCOME),
}

PREDICTION: Mapping[str, Route] = {
    **_all(Route(Of.PREDICTION), "prediction prediction-feedback api-prediction api-explanation api-chances"),
    **_all(Route(Of.PREDICTION, does=Act.SAW), "prediction-what-if api-what-if api-feedback"),
    **_files(Route(Of.PREDICTION, shows=Act.EXPORTED), "prediction-reasons prediction-chances"),
}

CLASS: Mapping[str, Route] = {
    **_all(
        Route(Of.CLASSROOM),
        "classroom classroom-archive classroom-bring-back classroom-next-year classroom-entries classroom-results "
        "classroom-places classroom-edit class-predictions api-classroom-archiving api-classroom-next-year "
        "api-classroom-glance api-classroom-forecast api-classroom-places api-classroom-places-considered",
    ),
    **_all(Route(Of.CLASSROOM, does=Act.PREDICTED), "classroom-predict api-classroom-predictions"),
    **_all(Route(Of.CLASSROOM, does=Act.DELETED), "classroom-delete"),
    **_all(Route(Of.CLASSROOM, shows=Act.PRINTED), "classroom-sheets classroom-sheets-pdf"),
    **_all(Route(Of.CLASSROOM, does=Act.EXPORTED), "classroom-fill api-classroom-gradebook"),
    "api-classroom": Route(Of.CLASSROOM, shows=None, deletes=Act.DELETED),
    # Their pages name teachers only.
    **_all(
        Route(Of.CLASSROOM, shows=None, does=Act.SHARED),
        "classroom-teachers teacher-remove api-classroom-teachers api-classroom-teacher",
    ),
    **_files(
        Route(Of.CLASSROOM, shows=Act.EXPORTED),
        "classroom class-predictions classroom-places-list forecast classroom-left",
    ),
}

IMPORTS: Mapping[str, Route] = {
    **_all(
        Route(Of.IMPORT),
        "import import-columns import-people import-look import-undo api-import api-import-plan "
        "api-import-confirmation api-import-undoing",
    ),
    **_all(Route(Of.IMPORT, shows=Act.EXPORTED), "import-rejected"),
    **_files(Route(Of.IMPORT, shows=Act.EXPORTED), "import-changes"),
    **_all(Route(Of.ROSTER), "roster roster-classes roster-who roster-look roster-undo"),
    **_all(Route(Of.ROSTER, shows=Act.EXPORTED), "roster-refused"),
}

# Views of these note whose rows they show.
LISTS: Mapping[str, Route] = {
    **_all(Route(Of.ROWS), "home students history my-estimates api-own-estimates waiting-corrections api-corrections"),
    **_all(Route(Of.ROWS, shows=Act.EXPORTED), "students-csv students-xlsx history-csv history-xlsx"),
    **_files(Route(Of.ROWS, shows=Act.EXPORTED), "my-estimates waiting-corrections"),
    "api-students": Route(Of.ROWS, does=Act.ADDED),
    "api-predictions": Route(Of.ROWS, does=Act.PREDICTED),
    "api-prediction-batch": Route(Of.ROWS, does=Act.PREDICTED),
    "described-class": Route(Of.ROWS, shows=None, does=Act.ADDED),
}

ROUTES: Mapping[str, Route] = {**STUDENT, **PREDICTION, **CLASS, **IMPORTS, **LISTS}

# What they show names no student: accounts, models, data without names, totals of many, files before they are read.
ABOUT_NOBODY: Mapping[str, None] = {
    **_all(
        None,
        "login logout language weekly-summary password archived classroom-new imports import-discard track-record "
        "jobs jobs-csv jobs-xlsx job job-cancel rosters roster-discard grades grade-boundaries predicted-files "
        "predicted-file predicted-file-output predicted-file-delete explore explore-dataset explore-rehearsal "
        "report-ask report describe described described-delete described-toml described-table-schema described-train "
        "models training model-card model-promote model-comparison model-train model-matters model-versions "
        "stopping kept forgotten forgotten-go-on model-rollback model-candidate "
        "people person person-activity person-ways department departments department-new school fields field-rules "
        "documents document document-pdf document-gaps",
    ),
    **_all(
        None,
        "account account_login account_logout account_reauthenticate invitation invitation-again "
        "invitation-withdraw invitations log-in-end login-link mfa_activate_totp mfa_add_webauthn "
        "mfa_authenticate mfa_deactivate_totp mfa_generate_recovery_codes mfa_index mfa_list_webauthn "
        "mfa_login_webauthn mfa_reauthenticate mfa_reauthenticate_webauthn mfa_remove_webauthn "
        "mfa_view_recovery_codes openid_connect_callback openid_connect_login password-forgotten password-new "
        "password-sent tokens",
    ),
    **_all(
        None,
        "api-token api-tokens api-token-of "
        "api-own-estimate-figures api-file-predictions api-file-prediction api-file-prediction-output "
        "api-boundaries api-track-record api-classrooms api-imports api-jobs api-job "
        "api-job-cancellation api-descriptions api-description api-description-acceptance api-description-along "
        "api-tasks api-task api-rehearsals api-rehearsal api-reports api-report api-training-runs api-training-run "
        "api-model-versions api-model-version api-version-feedback api-promotion api-rollback api-promotions "
        "api-people api-person api-person-changes api-department api-departments api-school "
        "api-policies api-version-policies model-policies model-policies-measure api-field-rules "
        "api-forgettings api-forgetting-continuation "
        "api-documents api-document api-statements api-predicting api-predicting-changes api-retention "
        "api-invitations api-invitation api-invitation-sending api-datasets api-dataset api-dataset-insights "
        "api-weekly-summary api-live-model api-schema api-docs api-nothing",
    ),
    **_files(
        None,
        "classes archived-classes classroom-teachers-list imports rosters roster track-record predicted-files grades "
        "fields field-rules field-rules-decided "
        "grade-history explore explore-closeness explore-picture explore-pairs explore-fields explore-rehearsal-points "
        "explore-rehearsal-beside explore-rehearsal-chances describe described-columns models model-comparison "
        "model-matters model-by-field model-versions model-live card-accuracy card-ranges card-chances card-groups "
        "candidate-groups candidate-bands candidate-curve candidate-settings people-list person-changes departments "
        "document document-gaps department-changes stopping-changes forgotten kept kept-besides school-list "
        "card-policies model-policies",
    ),
}


def key_of(route: Route, kwargs: Mapping[str, Any]) -> int | None:
    return kwargs.get(route.key) if route.of is not Of.ROWS else None
