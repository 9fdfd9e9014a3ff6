"""Classes through the years: archived, brought into the next one, taught by several."""
