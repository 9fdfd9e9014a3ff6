"""What teachers of the made-up school say: results, targets, support, feedback and what they expect, dated back."""

from collections.abc import Sequence

from mlcore.models import Task
from predictor.demo import calendar
from predictor.demo.people import Group
from predictor.models import Outcome, OwnEstimate, Prediction, PredictionFeedback, Submission, Support, Target
from predictor.targets.work import Aim

TARGET_EVERY, FEEDBACK_EVERY, UNKNOWN_EVERY = 4, 5, 13
SUPPORTED, SUPPORTED_STILL = 12, 5
STEP = 5
# Of teachers who guess by the students they know: near, and off by some points.
GUESSES = (-12, 4, 9, -5, 0, 7, -8, 13, -3, 5, -10, 2, 11, -6)
KINDS = PredictionFeedback.Kind
FEEDBACK = (
    (KINDS.USEFUL, ""),
    (KINDS.KNOW_MORE, "Was ill for three weeks before the test."),
    (KINDS.USEFUL, "Fits what I see in lessons."),
    (KINDS.WRONG_DATA, "The last test was repeated; the new score is still missing."),
    (KINDS.NOT_USEFUL, "The range is too wide to plan with."),
)
SUPPORT = (
    ("Study hall", "an older student", "twice a week, 45 minutes", "asked for it"),
    ("Small group in maths", "the maths department", "once a week, 60 minutes", "gaps from last year"),
    ("Homework club", "the school's volunteers", "three afternoons a week", "no quiet place at home"),
)


def results(group: Group, main: Task, weeks: int) -> None:
    """What they reached at the end of the term; of a few nobody recorded it."""
    target = main.question.target
    Outcome.objects.bulk_create(
        Outcome(
            student=student,
            schema_name=main.schema_version.name,
            field=target,
            value=float(terms.first[target]),
            day=calendar.day(weeks),
            door=Submission.Door.PAGE,
            made_by=group.teacher,
            made_at=calendar.weeks_ago(weeks, minute=place),
        )
        for place, (student, terms) in enumerate(group.people, 1)
        if place % UNKNOWN_EVERY
    )


def targets(predicted: Sequence[Prediction], group: Group, main: Task) -> None:
    """Some points above what was predicted; the first of them is locked."""
    bounds, students = main.target.bounds, [student for student, _ in group.people]
    for place, (student, prediction) in enumerate(list(zip(students, predicted, strict=True))[::TARGET_EVERY]):
        aim = Aim(score=min(bounds[1], STEP * round(prediction.value / STEP + 1)))
        Target.objects.create(
            student=student,
            task=main,
            score=aim.score,
            why="agreed with the student and the parents",
            locked=place == 0,
            made_by=prediction.made_by,
            made_at=calendar.weeks_ago(calendar.FIRST_DAY - 1, minute=place),
        )


def support(predicted: Sequence[Prediction]) -> None:
    """For those who are predicted lowest, until the results of the term."""
    _support(predicted, SUPPORTED, calendar.SUPPORT_BEGINS, until=calendar.FIRST_RESULTS)


def support_that_goes_on(predicted: Sequence[Prediction]) -> None:
    _support(predicted, SUPPORTED_STILL, calendar.SECOND_SUPPORT)


def _support(predicted: Sequence[Prediction], most: int, begins: int, until: int | None = None) -> None:
    lowest = sorted(predicted, key=lambda prediction: (prediction.value, prediction.pk))[:most]
    Support.objects.bulk_create(
        Support(
            student=prediction.student,
            **dict(zip(("what", "by_whom", "how_often", "why"), SUPPORT[place % len(SUPPORT)], strict=True)),
            from_day=calendar.day(begins),
            until_day=calendar.day(until) if until else None,
            made_by=prediction.made_by,
            made_at=calendar.weeks_ago(begins, minute=place),
        )
        for place, prediction in enumerate(lowest)
    )


def estimates(predicted: Sequence[Prediction], group: Group, main: Task) -> None:
    """Said with the entries, before the answer: near what came true, and off by some points."""
    low, high = main.target.bounds
    results = [float(terms.first[main.question.target]) for _, terms in group.people]
    OwnEstimate.objects.bulk_create(
        OwnEstimate(
            submission_id=prediction.submission_id,
            value=min(high, max(low, STEP * round((result + GUESSES[place % len(GUESSES)]) / STEP))),
            after_answer=False,
            made_by=prediction.made_by,
            made_at=prediction.made_at,
        )
        for place, (prediction, result) in enumerate(zip(predicted, results, strict=True))
    )


def feedback(predicted: Sequence[Prediction]) -> None:
    PredictionFeedback.objects.bulk_create(
        PredictionFeedback(
            prediction=prediction,
            kind=kind,
            note=note,
            made_by=prediction.made_by,
            made_at=calendar.weeks_ago(calendar.SECOND_ENTRIES, minute=10 + place),
        )
        for place, (prediction, (kind, note)) in enumerate(zip(predicted[::FEEDBACK_EVERY], FEEDBACK, strict=False))
    )
