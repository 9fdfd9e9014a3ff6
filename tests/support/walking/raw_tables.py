"""The tables of Django's admin, and the addresses of their pages."""

from django.contrib import admin
from django.urls import reverse

SITES = admin.site._registry


def address(model, page="changelist", *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)
