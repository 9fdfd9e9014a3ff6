"""The pipeline for notebooks and scripts: the schema checks what comes in, and what comes out is ready to look at."""
