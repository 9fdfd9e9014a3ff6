"""Where each table that holds something of a student stands in the file, or why it does not."""

from collections.abc import Mapping

# By the name of the model; the part of the file.
IN_FILE: Mapping[str, str] = {
    "Membership": "classes",
    "Submission": "submissions",
    "Prediction": "predictions",
    "Explanation": "predictions",
    "PredictionFeedback": "feedback",
    "Outcome": "results",
    "Target": "targets",
    "Support": "support",
    "GroupMember": "places",
    "Correction": "corrections",
    "CorrectedPrediction": "corrections",
    "Objection": "objections",
    "ImportedChange": "imports",
    "RosterStudent": "other_systems",
}
LEFT_OUT: Mapping[str, str] = {
    "RecordedRow": "Which rows of a dataset are theirs; the entries and results in these stand in the file.",
    "OwnEstimate": "A teacher's own estimates are seen by nobody but that teacher and used by no model.",
}
