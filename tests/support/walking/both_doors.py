"""What the pages can do against what the API can do: for every page the calls that do the same."""


def _all(doors, names):
    return dict.fromkeys(names.split(), doors)


# By name of the page: the calls that show and change the same, each a method and the name of an address.
BOTH = {
    "tokens": "GET api-tokens, POST api-tokens, DELETE api-token-of",
    "weekly-summary": "GET api-weekly-summary, PUT api-weekly-summary",
    "school": "GET api-school",
    "people": "GET api-people",
    "person": "GET api-person, PATCH api-person, GET api-person-changes",
    "person-activity": "PATCH api-person",
    "invitations": "GET api-invitations, POST api-invitations",
    "invitation-again": "POST api-invitation-sending",
    "invitation-withdraw": "DELETE api-invitation",
    "documents": "GET api-documents",
    "document": "GET api-document",
    "document-pdf": "GET api-document",
    "document-gaps": "GET api-statements, POST api-statements",
    "departments": "GET api-departments",
    "department-new": "POST api-departments",
    "department": "GET api-department, PUT api-department",
    # classes
    "home": "GET api-classrooms, GET api-predictions",
    "archived": "GET api-classrooms",
    "classroom": "GET api-classroom, GET api-students, GET api-classroom-glance, GET api-classroom-forecast",
    **_all("GET api-students", "students students-csv students-xlsx classroom-csv classroom-xlsx"),
    "classroom-new": "POST api-classrooms",
    "classroom-edit": "PATCH api-classroom",
    "classroom-delete": "DELETE api-classroom",
    "classroom-archive": "POST api-classroom-archiving",
    "classroom-bring-back": "DELETE api-classroom-archiving",
    "classroom-next-year": "POST api-classroom-next-year",
    "classroom-teachers": "GET api-classroom-teachers, POST api-classroom-teachers",
    "teacher-remove": "DELETE api-classroom-teacher",
    "classroom-fill": "POST api-classroom-gradebook",
    "classroom-predict": "POST api-classroom-predictions",
    "class-predictions": "GET api-predictions",
    **_all("GET api-student-sheet", "classroom-sheets classroom-sheets-pdf student-sheet"),
    "classroom-entries": "GET api-students, PATCH api-student",
    "classroom-results": "GET api-results, POST api-results",
    "classroom-places": "GET api-classroom-places, POST api-classroom-places, GET api-classroom-places-considered",
    # files of classes
    "imports": "GET api-imports, POST api-imports",
    "import": "GET api-import",
    "import-columns": "GET api-import, PATCH api-import",
    "import-people": "GET api-import, PATCH api-import",
    "import-look": "GET api-import-plan, POST api-import-confirmation",
    "import-rejected": "GET api-import-plan",
    "import-undo": "POST api-import-undoing",
    "import-discard": "DELETE api-import",
    # students
    "student-new": "POST api-students",
    "student": "GET api-student, GET api-timeline, GET api-submissions",
    "student-edit": "GET api-student, PATCH api-student",
    "student-delete": "DELETE api-student",
    "student-classes": "GET api-student-classrooms, POST api-student-classrooms, POST api-student-moving",
    "student-leave": "DELETE api-student-classroom",
    "student-who-sees": "GET api-student-seers",
    "student-access": "GET api-student-access",
    **_all("GET api-student-file", "student-file student-file-pdf student-file-json"),
    "student-forget": "GET api-student-forgetting, POST api-student-forgetting",
    "forgotten": "GET api-forgettings",
    "forgotten-go-on": "POST api-forgetting-continuation",
    "objection": "GET api-student-objection, POST api-student-objection",
    "waiting-corrections": "GET api-corrections",
    "corrections": "GET api-corrections, POST api-corrections",
    "correction": "GET api-correction, POST api-correction-decision",
    "student-result": "GET api-results, POST api-results",
    "result-correct": "GET api-results, POST api-results",
    **_all("GET api-support, POST api-support", "support support-correct support-end"),
    "target": "GET api-targets, POST api-targets",
    "kept": "GET api-retention",
    # predictions
    "predict-any": "GET api-tasks",
    "predict": "GET api-task, POST api-predictions",
    "stopping": "GET api-predicting, POST api-predicting, GET api-predicting-changes",
    "my-estimates": "GET api-own-estimates, GET api-own-estimate-figures",
    **_all("GET api-predictions", "history history-xlsx history-csv"),
    "predicted-files": "GET api-file-predictions, POST api-file-predictions",
    "predicted-file": "GET api-file-prediction",
    "predicted-file-output": "GET api-file-prediction-output",
    "predicted-file-delete": "DELETE api-file-prediction",
    "prediction": "GET api-prediction, GET api-explanation, GET api-chances",
    "prediction-feedback": "GET api-feedback, POST api-feedback",
    "prediction-what-if": "POST api-what-if",
    "track-record": "GET api-track-record",
    # rules
    "grades": "GET api-boundaries",
    "grade-boundaries": "GET api-boundaries, POST api-boundaries",
    "fields": "GET api-field-rules",
    "field-rules": "GET api-field-rules, POST api-field-rules",
    # work in the background
    **_all("GET api-jobs", "jobs jobs-csv jobs-xlsx"),
    "job": "GET api-job",
    "job-cancel": "POST api-job-cancellation",
    # data
    "explore": "GET api-datasets",
    "explore-dataset": "GET api-dataset, GET api-dataset-insights",
    "explore-rehearsal": "GET api-rehearsals, GET api-rehearsal, POST api-rehearsals",
    "report-ask": "POST api-reports",
    "report": "GET api-report",
    "describe": "GET api-descriptions, POST api-descriptions",
    "described": "GET api-description, PATCH api-description, POST api-description-acceptance",
    "described-delete": "DELETE api-description",
    **_all("GET api-description-along", "described-toml described-table-schema"),
    "described-class": "POST api-classrooms, POST api-students",
    "described-train": "POST api-training-runs",
    # models
    "models": "GET api-tasks, GET api-model-versions",
    "training": "GET api-job, GET api-training-run",
    "model-train": "POST api-training-runs",
    "model-comparison": "GET api-training-runs, GET api-training-run",
    "model-versions": "GET api-model-versions, GET api-promotions, GET api-live-model",
    "model-promote": "POST api-promotion",
    "model-rollback": "POST api-rollback",
    "model-policies": "GET api-policies, POST api-policies, GET api-version-policies",
    "model-policies-measure": "POST api-version-policies",
}

# Pages that the API has nothing beside, by design, with the reason.
SIGNING_IN = "a person signs in with a browser; programs have tokens"
PAGES_ALONE = {
    **_all(
        SIGNING_IN,
        "login account_login login-link logout account_logout openid_connect_login openid_connect_callback "
        "password password-forgotten password-sent password-new account_reauthenticate invitation account",
    ),
    **_all(
        "a second factor is set up before the eyes of its owner; a token must not take it away",
        "mfa_authenticate mfa_login_webauthn mfa_reauthenticate mfa_reauthenticate_webauthn mfa_index "
        "mfa_list_webauthn mfa_activate_totp mfa_deactivate_totp mfa_add_webauthn mfa_remove_webauthn "
        "mfa_view_recovery_codes mfa_generate_recovery_codes",
    ),
    "person-ways": "what opens an account is taken away by a person; a stolen token must not shut admins out",
    "log-in-end": "log-ins are those of browsers; a token ends itself",
    "language": "a program says in each call which language it reads, by Accept-Language",
}

# What the API cannot do yet.
OPEN = {
    "model-card": "of a card the API has the accuracy, cautions and the gate alone",
    "model-matters": "what matters to a model is read on the page alone",
    "model-candidate": "of a candidate the API has its place and its accuracy alone",
    **_all(
        "zips about a whole school are brought on the page alone",
        "rosters roster roster-classes roster-who roster-look roster-refused roster-undo roster-discard",
    ),
}
