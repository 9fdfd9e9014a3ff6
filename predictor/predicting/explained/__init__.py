"""The reasons of a prediction as programs ask for them."""
