"""Addresses of the API."""

from django.urls import path

from predictor.access.people.api import DepartmentDetail, DepartmentList, PeopleList, PersonChanges, PersonDetail
from predictor.access.seen.api import StudentSeers
from predictor.access_log.shown.api import StudentAccess
from predictor.api import documentation
from predictor.classes.api import ClassroomDetail, ClassroomList, StudentDetail, StudentList
from predictor.classes.glance.api import ClassroomGlance
from predictor.classes.keeping.api import (
    ClassroomArchiving,
    ClassroomNextYear,
    ClassroomTeacher,
    ClassroomTeachers,
    StudentClassroom,
    StudentClassrooms,
    StudentMoving,
)
from predictor.corrections.api import CorrectionDecision, CorrectionDetail, CorrectionList
from predictor.describing.api import (
    DescriptionAcceptance,
    DescriptionAlong,
    DescriptionDetail,
    DescriptionList,
)
from predictor.documents.api import DocumentDetail, DocumentList, StatementList
from predictor.estimates.api import OwnEstimateFigures, OwnEstimateList
from predictor.explore.api import DatasetDetail, DatasetInsights, DatasetList
from predictor.feedback.api import PredictionFeedbackDetail, VersionFeedback
from predictor.fields.api import FieldRulesList
from predictor.file_predictions.api import FilePredictionDetail, FilePredictionList, FilePredictionOutput
from predictor.filling.api import ClassroomGradebook
from predictor.forecast.api import ClassroomForecast
from predictor.forgetting.api import ForgettingContinuation, ForgettingList, StudentForgetting
from predictor.grades.api import BoundariesList, PredictionChances
from predictor.imports.api import ImportConfirmation, ImportDetail, ImportList, ImportPlan, ImportUndoing
from predictor.jobs.api import JobCancellation, JobDetail, JobList
from predictor.objections.api import StudentObjection
from predictor.outcomes.api import ResultList, TrackRecordList
from predictor.places.api import ClassroomPlaces, ClassroomPlacesConsidered
from predictor.policies.api import PolicyList, VersionPolicies
from predictor.predicting import api
from predictor.predicting.many.api import PredictionBatch
from predictor.predicting.submitted.api import StudentSubmissions
from predictor.rehearsal.api import RehearsalDetail, RehearsalList
from predictor.retention.api import Retention
from predictor.school.api import SchoolTotals
from predictor.sheets.api import ReportDetail, ReportList
from predictor.sheets.conversation.api import StudentSheet
from predictor.sign_in import api as sign_in
from predictor.sign_in.account.api import TokenList, TokenOf
from predictor.sign_in.invitations.api import InvitationDetail, InvitationList, InvitationSending
from predictor.stopping.api import Predicting, PredictingChangeList
from predictor.student_file.api import StudentFile
from predictor.summaries.api import WeeklySummary
from predictor.support.api import SupportList
from predictor.targets.api import TargetList
from predictor.timeline.api import StudentTimeline
from predictor.training.api import TrainingRunDetail, TrainingRunList
from predictor.versions.api import ModelVersionDetail, ModelVersionList, TaskDetail, TaskList
from predictor.versions.changes_api import LiveModel, PromotionList, TaskRollback, VersionPromotion
from predictor.what_if.api import PredictionWhatIf
from predictor.whole_class.api import ClassroomPredictions

urlpatterns = [
    path("token/", sign_in.Token.as_view(), name="api-token"),
    path("documents/", DocumentList.as_view(), name="api-documents"),
    path("documents/<slug:name>/", DocumentDetail.as_view(), name="api-document"),
    path("statements/", StatementList.as_view(), name="api-statements"),
    path("tokens/", TokenList.as_view(), name="api-tokens"),
    path("tokens/<int:pk>/", TokenOf.as_view(), name="api-token-of"),
    path("retention/", Retention.as_view(), name="api-retention"),
    path("predicting/", Predicting.as_view(), name="api-predicting"),
    path("predicting/changes/", PredictingChangeList.as_view(), name="api-predicting-changes"),
    path("predictions/", api.PredictionList.as_view(), name="api-predictions"),
    path("predictions/<int:pk>/", api.PredictionDetail.as_view(), name="api-prediction"),
    path("predictions/<int:pk>/explanation/", api.PredictionExplanation.as_view(), name="api-explanation"),
    path("predictions/<int:pk>/chances/", PredictionChances.as_view(), name="api-chances"),
    path("predictions/batch/", PredictionBatch.as_view(), name="api-prediction-batch"),
    path("predictions/<int:pk>/what-if/", PredictionWhatIf.as_view(), name="api-what-if"),
    path("predictions/<int:pk>/feedback/", PredictionFeedbackDetail.as_view(), name="api-feedback"),
    path("weekly-summary/", WeeklySummary.as_view(), name="api-weekly-summary"),
    path("my-estimates/", OwnEstimateList.as_view(), name="api-own-estimates"),
    path("my-estimates/figures/", OwnEstimateFigures.as_view(), name="api-own-estimate-figures"),
    path("file-predictions/", FilePredictionList.as_view(), name="api-file-predictions"),
    path("file-predictions/<int:pk>/", FilePredictionDetail.as_view(), name="api-file-prediction"),
    path("file-predictions/<int:pk>/output/", FilePredictionOutput.as_view(), name="api-file-prediction-output"),
    path("field-rules/", FieldRulesList.as_view(), name="api-field-rules"),
    path("boundaries/", BoundariesList.as_view(), name="api-boundaries"),
    path("students/", StudentList.as_view(), name="api-students"),
    path("students/<int:pk>/", StudentDetail.as_view(), name="api-student"),
    path("students/<int:pk>/moving/", StudentMoving.as_view(), name="api-student-moving"),
    path("students/<int:pk>/classrooms/", StudentClassrooms.as_view(), name="api-student-classrooms"),
    path("students/<int:pk>/classrooms/<int:classroom>/", StudentClassroom.as_view(), name="api-student-classroom"),
    path("students/<int:pk>/sheet/", StudentSheet.as_view(), name="api-student-sheet"),
    path("corrections/", CorrectionList.as_view(), name="api-corrections"),
    path("corrections/<int:pk>/", CorrectionDetail.as_view(), name="api-correction"),
    path("corrections/<int:pk>/decision/", CorrectionDecision.as_view(), name="api-correction-decision"),
    path("students/<int:pk>/forgetting/", StudentForgetting.as_view(), name="api-student-forgetting"),
    path("forgettings/", ForgettingList.as_view(), name="api-forgettings"),
    path("forgettings/<int:pk>/continuation/", ForgettingContinuation.as_view(), name="api-forgetting-continuation"),
    path("students/<int:pk>/objection/", StudentObjection.as_view(), name="api-student-objection"),
    path("students/<int:pk>/targets/", TargetList.as_view(), name="api-targets"),
    path("students/<int:pk>/submissions/", StudentSubmissions.as_view(), name="api-submissions"),
    path("students/<int:pk>/timeline/", StudentTimeline.as_view(), name="api-timeline"),
    path("students/<int:pk>/file/", StudentFile.as_view(), name="api-student-file"),
    path("students/<int:pk>/access/", StudentAccess.as_view(), name="api-student-access"),
    path("students/<int:pk>/results/", ResultList.as_view(), name="api-results"),
    path("students/<int:pk>/support/", SupportList.as_view(), name="api-support"),
    path("track-record/", TrackRecordList.as_view(), name="api-track-record"),
    path("students/<int:pk>/who-sees-this/", StudentSeers.as_view(), name="api-student-seers"),
    path("school/", SchoolTotals.as_view(), name="api-school"),
    path("people/", PeopleList.as_view(), name="api-people"),
    path("people/<int:pk>/", PersonDetail.as_view(), name="api-person"),
    path("people/<int:pk>/changes/", PersonChanges.as_view(), name="api-person-changes"),
    path("invitations/", InvitationList.as_view(), name="api-invitations"),
    path("invitations/<int:pk>/", InvitationDetail.as_view(), name="api-invitation"),
    path("invitations/<int:pk>/sending/", InvitationSending.as_view(), name="api-invitation-sending"),
    path("departments/", DepartmentList.as_view(), name="api-departments"),
    path("departments/<int:pk>/", DepartmentDetail.as_view(), name="api-department"),
    path("classrooms/", ClassroomList.as_view(), name="api-classrooms"),
    path("classrooms/<int:pk>/", ClassroomDetail.as_view(), name="api-classroom"),
    path("classrooms/<int:pk>/glance/", ClassroomGlance.as_view(), name="api-classroom-glance"),
    path("classrooms/<int:pk>/archiving/", ClassroomArchiving.as_view(), name="api-classroom-archiving"),
    path("classrooms/<int:pk>/next-year/", ClassroomNextYear.as_view(), name="api-classroom-next-year"),
    path("classrooms/<int:pk>/teachers/", ClassroomTeachers.as_view(), name="api-classroom-teachers"),
    path("classrooms/<int:pk>/teachers/<int:teacher>/", ClassroomTeacher.as_view(), name="api-classroom-teacher"),
    path("classrooms/<int:pk>/forecast/", ClassroomForecast.as_view(), name="api-classroom-forecast"),
    path("classrooms/<int:pk>/predictions/", ClassroomPredictions.as_view(), name="api-classroom-predictions"),
    path("classrooms/<int:pk>/places/", ClassroomPlaces.as_view(), name="api-classroom-places"),
    path(
        "classrooms/<int:pk>/places/considered/",
        ClassroomPlacesConsidered.as_view(),
        name="api-classroom-places-considered",
    ),
    path("classrooms/<int:pk>/gradebook/", ClassroomGradebook.as_view(), name="api-classroom-gradebook"),
    path("classrooms/<int:pk>/imports/", ImportList.as_view(), name="api-imports"),
    path("imports/<int:pk>/", ImportDetail.as_view(), name="api-import"),
    path("imports/<int:pk>/plan/", ImportPlan.as_view(), name="api-import-plan"),
    path("imports/<int:pk>/confirmation/", ImportConfirmation.as_view(), name="api-import-confirmation"),
    path("jobs/", JobList.as_view(), name="api-jobs"),
    path("jobs/<int:pk>/", JobDetail.as_view(), name="api-job"),
    path("jobs/<int:pk>/cancellation/", JobCancellation.as_view(), name="api-job-cancellation"),
    path("imports/<int:pk>/undoing/", ImportUndoing.as_view(), name="api-import-undoing"),
    path("descriptions/", DescriptionList.as_view(), name="api-descriptions"),
    path("descriptions/<int:pk>/", DescriptionDetail.as_view(), name="api-description"),
    path("descriptions/<int:pk>/acceptance/", DescriptionAcceptance.as_view(), name="api-description-acceptance"),
    path("descriptions/<int:pk>/along/", DescriptionAlong.as_view(), name="api-description-along"),
    path("tasks/", TaskList.as_view(), name="api-tasks"),
    path("tasks/<slug:slug>/", TaskDetail.as_view(), name="api-task"),
    path("datasets/", DatasetList.as_view(), name="api-datasets"),
    path("datasets/<int:pk>/", DatasetDetail.as_view(), name="api-dataset"),
    path("datasets/<int:pk>/insights/", DatasetInsights.as_view(), name="api-dataset-insights"),
    path("rehearsals/", RehearsalList.as_view(), name="api-rehearsals"),
    path("rehearsals/<int:pk>/", RehearsalDetail.as_view(), name="api-rehearsal"),
    path("reports/", ReportList.as_view(), name="api-reports"),
    path("reports/<int:pk>/", ReportDetail.as_view(), name="api-report"),
    path("training-runs/", TrainingRunList.as_view(), name="api-training-runs"),
    path("training-runs/<int:pk>/", TrainingRunDetail.as_view(), name="api-training-run"),
    path("model-versions/", ModelVersionList.as_view(), name="api-model-versions"),
    path("model-versions/<int:pk>/", ModelVersionDetail.as_view(), name="api-model-version"),
    path("model-versions/<int:pk>/feedback/", VersionFeedback.as_view(), name="api-version-feedback"),
    path("model-versions/<int:pk>/promotion/", VersionPromotion.as_view(), name="api-promotion"),
    path("tasks/<slug:slug>/rollback/", TaskRollback.as_view(), name="api-rollback"),
    path("policies/", PolicyList.as_view(), name="api-policies"),
    path("model-versions/<int:pk>/policies/", VersionPolicies.as_view(), name="api-version-policies"),
    path("promotions/", PromotionList.as_view(), name="api-promotions"),
    path("models/live/", LiveModel.as_view(), name="api-live-model"),
    path("models/live", LiveModel.as_view(schema=None), name="api-live-model"),  # as it is written in many a script
    path("schema/", documentation.SchemaView.as_view(), name="api-schema"),
    path("docs/", documentation.documentation_page, name="api-docs"),
]
