"""What is to be trained: what there is to choose from, the order, what it means, whether it has to wait."""
