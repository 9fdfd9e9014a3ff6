"""One prediction: asked for, stored, read and explained."""
