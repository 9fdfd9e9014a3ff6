"""Names that nobody has: given names of many places before family names that were thought up."""

from collections.abc import Iterator

GIVEN = """
Amara Bilal Chiara Daniel Elif Farah Georg Hana Ivo Jun Kofi Lena Mateo Nadia Oskar Priya Quinn Rosa Samir Tara
Umberto Vera Wanjiru Yusuf Zoë Anh Björn Chidi Dagny Emre Fatou
"""
FAMILY = """
Quillmoor Pebbleworth Lanternfield Thistledown Inkwater Marblewick Puddlestone Cloverhill Fernwhistle Owlbarrow
Saltmeadow Bramblecote Copperleaf
"""
LONG = "Maximiliana-Theodora Anastasia Wolkenbruchhausen-Regenbogensteiner von und zu Pfützenbrück-Quillmoor"


def names() -> Iterator[str]:
    """Each of them once: the lists have no common divisor, so that both turn until every pair was there."""
    given, family = GIVEN.split(), FAMILY.split()
    for number in range(len(given) * len(family)):
        yield f"{given[number % len(given)]} {family[number % len(family)]}"
