"""What was entered for students, whatever was predicted from it."""
