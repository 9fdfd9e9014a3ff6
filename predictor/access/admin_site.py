"""The site of Django's admin: under the product's name, for whoever may administer."""

from django.contrib.admin import AdminSite
from django.http import HttpRequest

from predictor.access.rights import Act, may


class ProductAdmin(AdminSite):
    site_header = "studentperf admin"
    site_title = "studentperf"
    index_title = "Admin"

    def has_permission(self, request: HttpRequest) -> bool:
        return may(request.user, Act.ADMINISTER).allowed
