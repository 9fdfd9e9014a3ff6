"""Where the marks of charts sit: plain numbers in, percentages and pixels for SVG templates out."""
