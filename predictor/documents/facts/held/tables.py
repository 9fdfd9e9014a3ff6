"""All of them, in the order in which the inventory says them."""

from predictor.documents.facts.held.of_school import OF_SCHOOL, OUTSIDE
from predictor.documents.facts.held.of_students import OF_STUDENTS

__all__ = ["HELD", "OUTSIDE"]

HELD = (*OF_STUDENTS, *OF_SCHOOL)
