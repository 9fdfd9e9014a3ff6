"""The gate: whether a newly trained model may replace the live one by itself."""
