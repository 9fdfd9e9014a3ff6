"""Django's admin for people's data, which is left to support. Whatever a service has rules for can be read there, never
written."""

from predictor.admin import accounts, classes, facts, sign_ins

__all__ = ["accounts", "classes", "facts", "sign_ins"]
