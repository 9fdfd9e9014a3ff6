"""Policies: which fields a question does without, who decided that and why, and what it costs."""
