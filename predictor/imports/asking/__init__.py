"""What an import asks whoever brought the file."""
