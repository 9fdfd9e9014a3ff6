"""Which address leads where."""

from django.contrib import admin
from django.urls import include, path, re_path

from predictor.api.errors.fallback import NoSuchAddress

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/v1/", include("predictor.urls.api")),
    re_path(r"^api(/|$)", NoSuchAddress.as_view(), name="api-nothing"),
    path("", include("predictor.urls.pages")),
]

handler400 = "studentperf.edge.errors.bad_request"
handler403 = "studentperf.edge.errors.forbidden"
handler404 = "studentperf.edge.errors.not_found"
handler500 = "studentperf.edge.errors.server_error"
