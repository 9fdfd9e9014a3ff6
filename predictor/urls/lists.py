"""Addresses of lists as files: each as CSV and as a workbook, below the page that shows it."""

from django.urls import URLPattern

from predictor.access.people import saved as people
from predictor.access.seen import saved as seen
from predictor.access_log.shown import saved as access_log
from predictor.classes import saved_views as classes
from predictor.classes.keeping import saved as keeping
from predictor.corrections import saved as corrections
from predictor.describing import saved as describing
from predictor.documents import saved as documents
from predictor.estimates import saved as estimates
from predictor.explore import saved as explore
from predictor.fields import saved as fields
from predictor.file_predictions import saved as file_predictions
from predictor.forecast import saved as forecast
from predictor.forgetting import saved as forgetting
from predictor.grades import saved as grades
from predictor.imports.lists import saved as imports
from predictor.objections import saved as objections
from predictor.oneroster.lists import saved as rosters
from predictor.outcomes import saved as outcomes
from predictor.places import saved as places
from predictor.policies import saved as policies
from predictor.predicting import saved as predicting
from predictor.rehearsal import saved as rehearsals
from predictor.retention import saved as retention
from predictor.runs import saved as runs
from predictor.runs import saved_parts as measured
from predictor.saving.addresses import saved
from predictor.school import saved as school
from predictor.stopping import saved as stopping
from predictor.subjects import saved as subjects
from predictor.support import saved as support
from predictor.targets import saved as targets
from predictor.timeline import saved as timeline
from predictor.versions import saved as versions
from predictor.whole_class import saved as whole_class

CANDIDATE = "models/<slug:slug>/run/<int:pk>/<slug:candidate>"

urlpatterns: list[URLPattern] = [
    *saved("school", "school-list", school.school, page="school"),
    *saved("people", "people-list", people.people, page="people"),
    *saved("people/<int:pk>/changes", "person-changes", people.changes, page="person"),
    *saved("documents/<slug:name>", "document", documents.document, page="document"),
    *saved("documents/<slug:name>/gaps", "document-gaps", documents.gaps, page="document-gaps"),
    *saved("departments", "departments", people.departments, page="departments"),
    *saved("departments/<int:pk>/changes", "department-changes", people.department_changes, page="department"),
    *saved("students/<int:pk>/who-sees-this", "student-seers", seen.seers, page="student-who-sees"),
    *saved("classes", "classes", classes.classes, page="home"),
    *saved("classes/archived", "archived-classes", keeping.archived, page="archived"),
    *saved("classes/<int:pk>/left", "classroom-left", keeping.gone, page="classroom"),
    *saved("forgotten", "forgotten", forgetting.forgotten, page="forgotten"),
    *saved("students/<int:pk>/access", "student-access-list", access_log.lines, page="student-access"),
    *saved("students/<int:pk>/classes", "student-classes-list", keeping.classes, page="student-classes"),
    *saved("classes/<int:pk>/teachers", "classroom-teachers-list", keeping.teachers, page="classroom-teachers"),
    *saved("classes/<int:pk>/expected", "forecast", forecast.forecast, page="classroom"),
    *saved(
        "classes/<int:pk>/predictions/<slug:task_slug>",
        "class-predictions",
        whole_class.predictions,
        page="class-predictions",
    ),
    *saved("classes/<int:pk>/places", "classroom-places-list", places.lists, page="classroom-places"),
    *saved("classes/<int:pk>/imports", "imports", imports.files, page="imports"),
    *saved("imports/<int:pk>/changes", "import-changes", imports.changes, page="import"),
    *saved("rosters", "rosters", rosters.files, page="rosters"),
    *saved("rosters/<int:pk>", "roster", rosters.classes, page="roster"),
    *saved("students/<int:pk>/subjects", "subjects", subjects.subjects, page="student"),
    *saved("students/<int:pk>/timeline", "timeline", timeline.timeline, page="student"),
    *saved("students/<int:pk>/targets", "targets", targets.targets, page="student"),
    *saved("students/<int:pk>/results", "results", outcomes.results, page="student"),
    *saved("corrections", "waiting-corrections", corrections.waiting, page="waiting-corrections"),
    *saved("students/<int:pk>/corrections", "corrections", corrections.of_student, page="corrections"),
    *saved("students/<int:pk>/objection", "objection-log", objections.log, page="objection"),
    *saved("students/<int:pk>/support", "support-list", support.support, page="support"),
    *saved("students/<int:pk>/support/history", "support-history", support.history, page="support"),
    *saved("students/<int:pk>/targets/<slug:task_slug>", "target-history", targets.history, page="target"),
    *saved("track-record", "track-record", outcomes.track_record, page="track-record"),
    *saved("my-estimates", "my-estimates", estimates.estimates, page="my-estimates"),
    *saved("predictions/files", "predicted-files", file_predictions.files, page="predicted-files"),
    *saved("predictions/<int:pk>/reasons", "prediction-reasons", predicting.reasons, page="prediction"),
    *saved("predictions/<int:pk>/chances", "prediction-chances", predicting.chances, page="prediction"),
    *saved("grades", "grades", grades.in_force, page="grades"),
    *saved("grades/<slug:schema>/<slug:field>", "grade-history", grades.history, page="grade-boundaries"),
    *saved("fields", "fields", fields.schemas, page="fields"),
    *saved("fields/<slug:schema>", "field-rules", fields.matrix, page="field-rules"),
    *saved("fields/<slug:schema>/decided", "field-rules-decided", fields.history, page="field-rules"),
    *saved("explore", "explore", explore.datasets, page="explore"),
    *saved("explore/<int:pk>/closeness", "explore-closeness", explore.closeness, page="explore-dataset"),
    *saved("explore/<int:pk>/picture", "explore-picture", explore.picture, page="explore-dataset"),
    *saved("explore/<int:pk>/pairs", "explore-pairs", explore.pairs, page="explore-dataset"),
    *saved("explore/<int:pk>/fields", "explore-fields", explore.fields, page="explore-dataset"),
    *saved(
        "explore/<int:pk>/rehearsal/points", "explore-rehearsal-points", rehearsals.points, page="explore-rehearsal"
    ),
    *saved(
        "explore/<int:pk>/rehearsal/beside", "explore-rehearsal-beside", rehearsals.beside, page="explore-rehearsal"
    ),
    *saved(
        "explore/<int:pk>/rehearsal/chances", "explore-rehearsal-chances", rehearsals.chances, page="explore-rehearsal"
    ),
    *saved("describe", "describe", describing.files, page="describe"),
    *saved("describe/<int:pk>/columns", "described-columns", describing.columns, page="described"),
    *saved("models", "models", runs.questions, page="models"),
    *saved("kept", "kept", retention.kept, page="kept"),
    *saved("kept/besides", "kept-besides", retention.other, page="kept"),
    *saved("predicting/stop", "stopping-changes", stopping.changes, page="stopping"),
    *saved("models/<slug:slug>", "model-comparison", runs.comparison, page="model-comparison"),
    *saved("models/<slug:slug>/matters", "model-matters", measured.importance, page="model-matters"),
    *saved("models/<slug:slug>/by-field", "model-by-field", measured.dependence, page="model-matters"),
    *saved("models/<slug:slug>/policies", "model-policies", policies.costs, page="model-policies"),
    *saved("models/<slug:slug>/versions", "model-versions", versions.versions, page="model-versions"),
    *saved("models/<slug:slug>/live", "model-live", versions.changes, page="model-versions"),
    *saved("models/version/<int:pk>/accuracy", "card-accuracy", versions.accuracy, page="model-card"),
    *saved("models/version/<int:pk>/ranges", "card-ranges", versions.held, page="model-card"),
    *saved("models/version/<int:pk>/chances", "card-chances", versions.chances, page="model-card"),
    *saved("models/version/<int:pk>/policies", "card-policies", policies.of_version, page="model-card"),
    *saved("models/version/<int:pk>/groups", "card-groups", versions.groups, page="model-card"),
    *saved(f"{CANDIDATE}/groups", "candidate-groups", measured.groups, page="model-candidate"),
    *saved(f"{CANDIDATE}/by-prediction", "candidate-bands", measured.bands, page="model-candidate"),
    *saved(f"{CANDIDATE}/learning-curve", "candidate-curve", measured.curve, page="model-candidate"),
    *saved(f"{CANDIDATE}/settings", "candidate-settings", measured.settings, page="model-candidate"),
]
