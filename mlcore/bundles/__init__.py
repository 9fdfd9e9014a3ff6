"""Where the files of models lie."""
