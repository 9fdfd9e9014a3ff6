"""What a training found, as plain data without a library: made by the pipeline, stored, and read again."""
