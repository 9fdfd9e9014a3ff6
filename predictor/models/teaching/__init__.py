"""What teachers decide about their classes and are told of them."""
