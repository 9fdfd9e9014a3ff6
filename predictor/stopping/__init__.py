"""The switch that ends all predicting, and the record of who turned it."""
