"""What only the school can say: which texts are asked for, and what was said."""
