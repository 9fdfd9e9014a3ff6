"""Which address leads where."""

from django.contrib import admin
from django.urls import include, path, re_path

from predictor.api.fallback import NoSuchAddress

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/v1/", include("predictor.api.urls")),
    re_path(r"^api(/|$)", NoSuchAddress.as_view()),
    path("", include("predictor.urls")),
]

handler400 = "predictor.api.errors.bad_request"
handler403 = "predictor.api.errors.forbidden"
handler404 = "predictor.api.errors.not_found"
handler500 = "predictor.api.errors.server_error"
