"""Tables of looking after the data: objections, requests to correct, what was warned of before it goes."""
