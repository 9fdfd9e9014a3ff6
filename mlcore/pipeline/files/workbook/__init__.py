"""What a workbook says of its cells beside their values, and which of its sheets is read."""
