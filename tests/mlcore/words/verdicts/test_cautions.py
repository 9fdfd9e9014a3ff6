"""What can mislead is said plainly, each thing once."""

import pytest

from mlcore.pipeline.results.cautions import Caution
from mlcore.pipeline.results.parts import Parts
from mlcore.pipeline.schema import Field, Schema
from mlcore.words.verdicts.cautions import beside_the_folds, sentences

FIELDS = tuple(
    Field(slug=slug, label=label, kind="number", minimum=0, maximum=100)
    for slug, label in (("final", "Final"), ("oral", "Oral"), ("quiz", "Quiz"), ("essay", "Essay"))
)
SCHEMA = Schema(name="school", version=1, label="School", fields=FIELDS, tasks=())


def said(*cautions):
    return sentences(cautions, SCHEMA)


@pytest.mark.parametrize(
    ("caution", "sentence"),
    [
        (
            Caution(kind="equals", field="quiz", target="final", count=150, of=150, share=0.9999),
            "“Quiz” alone gives “Final” (R² 1.000). If it is made from the result, or known only with it, take it out "
            "of the inputs.",
        ),
        (
            Caution(kind="same order", field="quiz", target="final", count=90, of=150, share=0.99),
            "“Quiz” puts students in the order of “Final” (99.5 % of pairs, in 90 of 150 rows). If it is made from the "
            "result, or known only with it, take it out of the inputs.",
        ),
        (
            Caution(kind="too good", target="final", share=0.9912),
            "R² 0.991 for “Final”: closer than two sittings of one test agree. Some input may hold the result itself.",
        ),
        (
            Caution(kind="repeats", count=360, of=400),
            "360 of 400 rows repeat another one, in every input and the result.",
        ),
        (
            Caution(kind="few rows", count=30, of=30),
            "Only 30 rows: every figure is unsure, the size of the errors by about 25 %.",
        ),
        (
            Caution(kind="few rows", target="final", count=31, of=500),
            "Only 31 of 500 rows have “Final”: every figure is unsure, the size of the errors by about 25 %.",
        ),
        (Caution(kind="few rows", target="final", count=0, of=500), "No row has “Final”."),
        (
            Caution(kind="few groups", field="oral", count=1),
            "“Oral” has 1 group: what holds for so few may not hold for another.",
        ),
        (Caution(kind="gaps", field="quiz", count=45, of=100), "Often not known: “Quiz” (45 % of rows)."),
        (
            Caution(kind="all but constant", field="quiz"),
            "The same in nearly every row: “Quiz”. A model learns next to nothing from that.",
        ),
        (
            Caution(kind="few values", target="final", count=4),
            "“Final” has only 4 different values; predictions lie between them.",
        ),
        (
            Caution(kind="at minimum", target="final", count=12, of=100),
            "Many have the lowest possible value of “Final” (12 % of rows). Where absences were entered as it, leave "
            "them blank.",
        ),
    ],
    ids=lambda given: given.kind if isinstance(given, Caution) else "",
)
def test_a_caution_is_said_with_its_figures(caution, sentence):
    assert said(caution) == [sentence]


def test_similar_cautions_share_a_sentence():
    gaps = [Caution(kind="gaps", field=field, count=50, of=100) for field in ("quiz", "oral", "essay")]
    assert said(*gaps) == ["Often not known: “Quiz” (50 % of rows), “Oral” (50 % of rows) and “Essay” (50 % of rows)."]


def test_results_that_are_equally_few_share_a_sentence_and_others_do_not():
    few = [Caution(kind="few rows", target=target, count=40, of=200) for target in ("final", "oral")]
    both, other = said(*few, Caution(kind="few rows", target="essay", count=50, of=200))
    assert both.startswith("Only 40 of 200 rows have “Final” and “Oral”: ")
    assert other.startswith("Only 50 of 200 rows have “Essay”: ")


def test_a_field_that_has_left_the_schema_is_passed_over():
    assert said(Caution(kind="constant", field="gone"), Caution(kind="constant", field="quiz")) == [
        "The same in every row: “Quiz”. A model learns nothing from that."
    ]


def test_nothing_is_said_where_there_is_nothing_to_say():
    assert said() == []


@pytest.mark.parametrize(("kept_together", "kinds"), [(0, ["repeats"]), (4, ["repeats"]), (9, [])])
def test_copies_are_cautioned_of_where_not_all_were_kept_together(kept_together, kinds):
    parts = Parts(
        rows=90, training_rows=72, held_out_rows=18, folds=5, repeats=5, groups=6, seed=1, repeated=kept_together
    )
    left = beside_the_folds([Caution(kind="repeats", count=9, of=90)], parts)
    assert [caution.kind for caution in left] == kinds


def test_of_very_many_fields_some_are_named_and_the_others_counted():
    fields = tuple(Field(slug=f"q{n}", label=f"Q {n}", kind="number", minimum=0, maximum=1) for n in range(300))
    schema = Schema(name="wide", version=1, label="Wide", fields=fields, tasks=())
    (sentence,) = sentences([Caution(kind="gaps", field=field.slug, count=2, of=5) for field in fields], schema)
    assert sentence.startswith("Often not known: “Q 0” (40 % of rows), ")
    assert sentence.endswith("“Q 7” (40 % of rows) and 292 others.")
