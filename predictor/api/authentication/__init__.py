"""Who asks, what their token opens, and how often."""
