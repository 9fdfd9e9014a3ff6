"""The outermost layer: errors, health and figures."""
