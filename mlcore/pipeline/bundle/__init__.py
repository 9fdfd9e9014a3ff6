"""The one fitted object that is served, and everything it is made of."""
