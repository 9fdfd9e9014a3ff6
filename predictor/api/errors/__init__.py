"""Every error of the API as one kind of document (RFC 9457), whatever went wrong and wherever."""
