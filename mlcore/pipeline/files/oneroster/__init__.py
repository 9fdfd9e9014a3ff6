"""OneRoster 1.1 and 1.2 (1EdTech, CSV binding): a zip of tables about schools, classes, people and results."""
