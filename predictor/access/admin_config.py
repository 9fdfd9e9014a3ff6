"""Django's admin as this product has it; its site is in a module of its own, because no table is there yet by now."""

from django.contrib.admin.apps import AdminConfig


class ProductAdminConfig(AdminConfig):
    default_site = "predictor.access.admin_site.ProductAdmin"
