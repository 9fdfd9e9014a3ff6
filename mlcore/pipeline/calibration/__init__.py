"""How far off a model is: measured on rows that the model asked had not seen, also with inputs missing."""
