"""Whom a line is about, where the key of a thing says it: one condition in SQL per kind of thing."""

from enum import StrEnum

from django.db import connection


class Of(StrEnum):
    """Kinds of things that lead to students. ROWS: the view notes whom it shows."""

    STUDENT = "student"
    CLASSROOM = "class"
    PREDICTION = "prediction"
    SUPPORT = "support"
    OUTCOME = "result"
    IMPORT = "import"
    ROSTER = "roster"
    SUBMISSION = "submission"
    TARGET = "target"
    CORRECTION = "correction"
    MEMBERSHIP = "membership"
    ROWS = ""


# Of nothing that is stored: whoever asks for a larger one finds nothing.
LARGEST_KEY = 2**63 - 1
IN_CLASSES = """
SELECT id FROM predictor_student WHERE classroom_id IN ({classes})
UNION SELECT student_id FROM predictor_membership WHERE classroom_id IN ({classes})
"""
OF_A_ROW = "SELECT student_id FROM predictor_{table} WHERE id = %s AND student_id IS NOT NULL"
SQL = {
    Of.STUDENT: "SELECT %s::bigint",
    Of.CLASSROOM: IN_CLASSES.format(classes="%s"),
    Of.IMPORT: IN_CLASSES.format(classes="SELECT classroom_id FROM predictor_import WHERE id = %s"),
    Of.ROSTER: IN_CLASSES.format(classes="SELECT classroom_id FROM predictor_import WHERE part_of_id = %s"),
    Of.PREDICTION: OF_A_ROW.format(table="prediction"),
    Of.SUPPORT: OF_A_ROW.format(table="support"),
    Of.OUTCOME: OF_A_ROW.format(table="outcome"),
    Of.SUBMISSION: OF_A_ROW.format(table="submission"),
    Of.TARGET: OF_A_ROW.format(table="target"),
    Of.CORRECTION: OF_A_ROW.format(table="correction"),
    Of.MEMBERSHIP: OF_A_ROW.format(table="membership"),
}


def found(of: Of, key: int | None) -> tuple[str, list[int]]:
    """A query that gives the students, and its parameters. What a class held before stays in its memberships."""
    if of is Of.ROWS or key is None or key > LARGEST_KEY:
        return "SELECT NULL::bigint WHERE false", []
    return SQL[of], [key] * SQL[of].count("%s")


def now(of: Of, key: int | None) -> set[int]:
    """For what is gone afterwards."""
    query, parameters = found(of, key)
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        return {pk for (pk,) in cursor.fetchall()}
