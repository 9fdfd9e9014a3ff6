"""What is asked beside a password: a code of an app, a passkey, a recovery code."""
