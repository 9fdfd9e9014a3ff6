"""The API's views name the right they need, as pages do."""

import pytest
from django.urls import path
from rest_framework.response import Response
from rest_framework.views import APIView

from predictor.access.permissions import needs
from predictor.access.rights import Act


class ForAdmins(APIView):
    permission_classes = needs(Act.PROMOTE)

    def get(self, request):
        return Response({})


urlpatterns = [path("api/v1/for-admins/", ForAdmins.as_view())]


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(("who", "status"), [("owner", 403), ("colleague", 403), ("stranger", 403), ("admin", 200)])
def test_a_view_opens_only_to_whose_role_includes_it(who, status, people, client_of):
    assert client_of(getattr(people, who)).get("/api/v1/for-admins/").status_code == status


@pytest.mark.urls(__name__)
def test_without_a_token_one_is_asked_to_log_in(client, db):
    assert client.get("/api/v1/for-admins/").status_code == 401
