"""Pages, one module per thing that they show."""
