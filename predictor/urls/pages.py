"""Addresses of the pages."""

from django.urls import path

from predictor.access.people import department_views as departments
from predictor.access.people import views as people
from predictor.access.seen import views as seen
from predictor.access_log.shown import views as access_log
from predictor.classes import class_views, home_view, saved_views, student_views
from predictor.classes.finding import views as finding
from predictor.classes.keeping import student_views as student_classes
from predictor.classes.keeping import views as keeping
from predictor.corrections import views as corrections
from predictor.describing import files as described_files
from predictor.describing import imported_views
from predictor.describing import views as describing
from predictor.documents import views as documents
from predictor.estimates import views as estimates
from predictor.explore import views as explore
from predictor.feedback import views as feedback
from predictor.fields import views as fields
from predictor.file_predictions import views as file_predictions
from predictor.filling import views as filling
from predictor.forgetting import views as forgetting
from predictor.grades import views as grades
from predictor.grid import views as grid
from predictor.history import views as history
from predictor.imports import views as imports
from predictor.jobs import views as jobs
from predictor.language import views as languages
from predictor.objections import views as objections
from predictor.oneroster import views as rosters
from predictor.outcomes import views as outcomes
from predictor.places import views as places
from predictor.policies import views as policies
from predictor.predicting import views as predicting
from predictor.rehearsal import views as rehearsals
from predictor.retention import views as retention
from predictor.runs import views as runs
from predictor.school import views as school
from predictor.sheets import views as sheets
from predictor.sheets.conversation import views as conversation
from predictor.stopping import views as stopping
from predictor.student_file import views as student_file
from predictor.summaries import views as summaries
from predictor.support import views as support
from predictor.targets import views as targets
from predictor.training import views as trainings
from predictor.urls import accounts, lists
from predictor.versions import promotion_views
from predictor.versions import views as versions
from predictor.what_if import views as what_if
from predictor.whole_class import views as whole_class

urlpatterns = [
    *accounts.urlpatterns,
    path("language/", languages.choose, name="language"),
    path("summary/", summaries.summary, name="weekly-summary"),
    path("school/", school.school, name="school"),
    path("people/", people.people, name="people"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/activity/", people.activity, name="person-activity"),
    path("documents/", documents.documents, name="documents"),
    path("documents/<slug:name>/", documents.document, name="document"),
    path("documents/<slug:name>.pdf", documents.pdf, name="document-pdf"),
    path("documents/<slug:name>/gaps/", documents.gaps, name="document-gaps"),
    path("departments/", departments.departments, name="departments"),
    path("departments/new/", departments.new, name="department-new"),
    path("departments/<int:pk>/", departments.department, name="department"),
    path("", home_view.home, name="home"),
    path("students.csv", saved_views.students_csv, name="students-csv"),
    path("students.xlsx", saved_views.students_xlsx, name="students-xlsx"),
    path("classes/<int:pk>.csv", saved_views.class_csv, name="classroom-csv"),
    path("classes/<int:pk>.xlsx", saved_views.class_xlsx, name="classroom-xlsx"),
    path("classes/new/", class_views.create, name="classroom-new"),
    path("classes/<int:pk>/", class_views.detail, name="classroom"),
    path("classes/archived/", keeping.archived, name="archived"),
    path("classes/<int:pk>/archive/", keeping.archive, name="classroom-archive"),
    path("classes/<int:pk>/bring-back/", keeping.bring_back, name="classroom-bring-back"),
    path("classes/<int:pk>/next-year/", keeping.next_year, name="classroom-next-year"),
    path("classes/<int:pk>/teachers/", keeping.teaching, name="classroom-teachers"),
    path("classes/<int:pk>/teachers/<int:teacher_pk>/remove/", keeping.stop_teaching, name="teacher-remove"),
    path("classes/<int:pk>/fill/", filling.fill, name="classroom-fill"),
    path("classes/<int:pk>/predict/", whole_class.predict, name="classroom-predict"),
    path("classes/<int:pk>/predictions/<slug:task_slug>/", whole_class.table, name="class-predictions"),
    path("classes/<int:pk>/sheets/", conversation.classroom, name="classroom-sheets"),
    path("classes/<int:pk>/sheets.pdf", conversation.classroom_pdf, name="classroom-sheets-pdf"),
    path("classes/<int:pk>/entries/", grid.entries, name="classroom-entries"),
    path("classes/<int:pk>/results/", outcomes.of_class, name="classroom-results"),
    path("classes/<int:pk>/places/", places.places, name="classroom-places"),
    path("classes/<int:pk>/edit/", class_views.edit, name="classroom-edit"),
    path("classes/<int:pk>/delete/", class_views.delete, name="classroom-delete"),
    path("classes/<int:classroom_pk>/students/new/", student_views.create, name="student-new"),
    path("classes/<int:pk>/imports/", imports.imports, name="imports"),
    path("students/<int:pk>/results/new/", outcomes.of_student, name="student-result"),
    path("students/<int:pk>/support/", support.of_student, name="support"),
    path("support/<int:pk>/", support.correction, name="support-correct"),
    path("support/<int:pk>/end/", support.end, name="support-end"),
    path("results/<int:pk>/", outcomes.correction, name="result-correct"),
    path("track-record/", outcomes.track_record, name="track-record"),
    path("jobs/", jobs.jobs, name="jobs"),
    path("jobs.csv", jobs.jobs_csv, name="jobs-csv"),
    path("jobs.xlsx", jobs.jobs_xlsx, name="jobs-xlsx"),
    path("jobs/<int:pk>/", jobs.job, name="job"),
    path("jobs/<int:pk>/cancel/", jobs.cancel, name="job-cancel"),
    path("imports/<int:pk>/", imports.detail, name="import"),
    path("imports/<int:pk>/columns/", imports.columns, name="import-columns"),
    path("imports/<int:pk>/people/", imports.people, name="import-people"),
    path("imports/<int:pk>/look/", imports.look, name="import-look"),
    path("imports/<int:pk>/rejected.csv", imports.rejected, name="import-rejected"),
    path("imports/<int:pk>/undo/", imports.undo, name="import-undo"),
    path("imports/<int:pk>/discard/", imports.discard, name="import-discard"),
    path("rosters/", rosters.rosters, name="rosters"),
    path("rosters/<int:pk>/", rosters.detail, name="roster"),
    path("rosters/<int:pk>/classes/", rosters.classes, name="roster-classes"),
    path("rosters/<int:pk>/who/", rosters.who, name="roster-who"),
    path("rosters/<int:pk>/look/", rosters.look, name="roster-look"),
    path("rosters/<int:pk>/refused/", rosters.refused, name="roster-refused"),
    path("rosters/<int:pk>/undo/", rosters.undo, name="roster-undo"),
    path("rosters/<int:pk>/discard/", rosters.discard, name="roster-discard"),
    path("students/", finding.students, name="students"),
    path("students/<int:pk>/", student_views.detail, name="student"),
    path("students/<int:pk>/who-sees-this/", seen.who_sees_this, name="student-who-sees"),
    path("students/<int:pk>/edit/", student_views.edit, name="student-edit"),
    path("corrections/", corrections.waiting, name="waiting-corrections"),
    path("corrections/<int:pk>/", corrections.correction, name="correction"),
    path("students/<int:pk>/corrections/", corrections.of_student, name="corrections"),
    path("students/<int:pk>/objection/", objections.objection, name="objection"),
    path("students/<int:pk>/sheet/", conversation.student, name="student-sheet"),
    path("students/<int:pk>/classes/", student_classes.classes, name="student-classes"),
    path("students/<int:pk>/classes/<int:classroom_pk>/leave/", student_classes.leave, name="student-leave"),
    path("students/<int:pk>/file/", student_file.page, name="student-file"),
    path("students/<int:pk>/file.pdf", student_file.pdf, name="student-file-pdf"),
    path("students/<int:pk>/file.json", student_file.json, name="student-file-json"),
    path("students/<int:pk>/access/", access_log.of_student, name="student-access"),
    path("students/<int:pk>/delete/", student_views.delete, name="student-delete"),
    path("students/<int:pk>/predict/", predicting.predict_any, name="predict-any"),
    path("students/<int:pk>/predict/<slug:task_slug>/", predicting.predict, name="predict"),
    path("students/<int:pk>/targets/<slug:task_slug>/", targets.target, name="target"),
    path("my-estimates/", estimates.my_estimates, name="my-estimates"),
    path("predictions/", history.history, name="history"),
    path("predictions.xlsx", history.export_xlsx, name="history-xlsx"),
    path("predictions.csv", history.export, name="history-csv"),
    path("predictions/files/", file_predictions.files, name="predicted-files"),
    path("predictions/files/<int:pk>/", file_predictions.detail, name="predicted-file"),
    path("predictions/files/<int:pk>/output.csv", file_predictions.output, name="predicted-file-output"),
    path("predictions/files/<int:pk>/delete/", file_predictions.delete, name="predicted-file-delete"),
    path("predictions/<int:pk>/", predicting.detail, name="prediction"),
    path("predictions/<int:pk>/feedback/", feedback.feedback, name="prediction-feedback"),
    path("predictions/<int:pk>/what-if/", what_if.what_if, name="prediction-what-if"),
    path("grades/", grades.overview, name="grades"),
    path("grades/<slug:schema>/<slug:field>/", grades.boundaries, name="grade-boundaries"),
    path("fields/", fields.overview, name="fields"),
    path("fields/<slug:schema>/", fields.rules, name="field-rules"),
    path("explore/", explore.datasets, name="explore"),
    path("explore/<int:pk>/", explore.dataset, name="explore-dataset"),
    path("explore/<int:pk>/rehearsal/", rehearsals.rehearsal, name="explore-rehearsal"),
    path("explore/<int:pk>/report/", sheets.ask, name="report-ask"),
    path("reports/<int:pk>/", sheets.report, name="report"),
    path("describe/", describing.begin, name="describe"),
    path("describe/<int:pk>/", describing.described, name="described"),
    path("describe/<int:pk>/delete/", describing.delete, name="described-delete"),
    path("describe/<int:pk>/description.toml", described_files.toml, name="described-toml"),
    path("describe/<int:pk>/table-schema.json", described_files.table_schema, name="described-table-schema"),
    path("describe/<int:pk>/train/", imported_views.train, name="described-train"),
    path("describe/<int:pk>/class/", imported_views.first_class, name="described-class"),
    path("kept/", retention.kept, name="kept"),
    path("students/<int:pk>/forget/", forgetting.forget, name="student-forget"),
    path("forgotten/", forgetting.forgotten, name="forgotten"),
    path("forgotten/<int:pk>/go-on/", forgetting.go_on, name="forgotten-go-on"),
    path("predicting/stop/", stopping.switch, name="stopping"),
    path("models/", runs.overview, name="models"),
    path("models/training/<int:pk>/", trainings.training, name="training"),
    path("models/version/<int:pk>/", versions.card, name="model-card"),
    path("models/version/<int:pk>/promote/", promotion_views.promote, name="model-promote"),
    path("models/<slug:slug>/", runs.comparison, name="model-comparison"),
    path("models/<slug:slug>/train/", trainings.retrain, name="model-train"),
    path("models/<slug:slug>/matters/", runs.importance, name="model-matters"),
    path("models/<slug:slug>/policies/", policies.policies, name="model-policies"),
    path("models/<slug:slug>/policies/measure/", policies.measure, name="model-policies-measure"),
    path("models/<slug:slug>/versions/", versions.versions, name="model-versions"),
    path("models/<slug:slug>/rollback/", promotion_views.rollback, name="model-rollback"),
    path("models/<slug:slug>/run/<int:pk>/<slug:candidate>/", runs.candidate, name="model-candidate"),
    *lists.urlpatterns,
]
