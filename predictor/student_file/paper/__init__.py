"""The file on paper: tables that people read, laid out by Typst."""
