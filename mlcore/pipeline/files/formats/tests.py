"""Files of test makers and examination boards: one row per student and test."""

from mlcore.pipeline.files.formats.format import Format, Long

TESTS = (
    Format(
        slug="nwea",
        name="NWEA MAP Growth",
        required=("TestRITScore", "TestStandardError"),
        words=("TermName", "DistrictName", "SchoolName", "Subject", "Course", "TestName", "TestStartDate"),
        keys=("StudentID", "Student_StateID"),
        names=("StudentLastName", "StudentFirstName", "StudentMI"),
        long=Long(subject=("Subject",), window=("TermName",), results=("TestRITScore",), taken=("TestStartDate",)),
    ),
    Format(
        slug="star",
        name="Renaissance STAR",
        required=("RenaissanceClientID", "ScaledScore"),
        words=("AssessmentStatus", "DeactivationReason", "StandardErrorOfMeasurement"),
        keys=("StudentIdentifier", "StudentStateID"),
        names=("StudentLastName", "StudentFirstName", "StudentMiddleName"),
        long=Long(
            subject=("AssessmentType",),
            window=("ScreeningPeriodWindowName", "ScreeningWindow"),
            results=("ScaledScore",),
            taken=("CompletedDate",),
            void=("DeactivationReason",),
        ),
    ),
    Format(
        slug="i-ready",
        name="i-Ready",
        required=("Overall Scale Score", "Rush Flag"),
        words=("Academic Year", "School", "Most Recent Diagnostic YTD (Y/N)", "Percentile"),
        keys=("Student ID",),
        names=("Last Name", "First Name"),
        long=Long(
            subject=("Subject",),
            window=("Diagnostic Window", "Window"),
            results=("Overall Scale Score",),
            taken=("Completion Date",),
        ),
    ),
    Format(
        slug="ib",
        name="IB results",
        required=("PREDICTED_GRADE", "SUBJECT_GRADE"),
        words=("YEAR", "MONTH", "PROGRAMME", "SCHOOL_CODE", "CATEGORY", "SUBJECT", "LEVEL"),
        keys=("CANDIDATE",),
        names=("FIRST_NAME", "LAST_NAME"),
        nothing=("N", "P"),
        long=Long(subject=("SUBJECT", "LEVEL"), window=("YEAR", "MONTH"), results=("PREDICTED_GRADE", "SUBJECT_GRADE")),
    ),
    Format(
        slug="cambridge",
        name="Cambridge International",
        required=("CENTRE", "CANDIDATE_NUMBER", "SYLLABUS", "GRADE"),
        words=("STUDENT_NAME", "SERIES", "QUALIFICATION", "SYLLABUS_NAME"),
        keys=("CANDIDATE_NUMBER", "STUDENT_STATE_ID", "NATIONAL_ID"),
        names=("STUDENT_NAME",),
        nothing=("NO RESULT", "X", "Q", "PENDING"),
        long=Long(subject=("SYLLABUS_NAME", "SYLLABUS"), window=("SERIES",), results=("GRADE",)),
    ),
)
