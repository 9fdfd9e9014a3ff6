"""What teachers set for their students to reach, beside what was predicted."""
