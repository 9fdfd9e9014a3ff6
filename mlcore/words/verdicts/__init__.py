"""Whether a model can be relied on: cautions about its data, and why it goes live or waits."""
