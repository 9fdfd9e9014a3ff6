"""What a prediction says of marks, in the words of schools."""
