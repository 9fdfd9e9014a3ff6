"""All classes as totals, for whoever leads the school: nobody's name, and no group that is too small to show."""
