"""In which language somebody reads: their own choice, kept with the account; else what the browser asks for."""
