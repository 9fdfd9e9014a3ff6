"""From a file that nobody prepared to a first prediction: describe, change, import, train, begin a class."""
