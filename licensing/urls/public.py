from django.urls import path

from licensing.urls import converters  # noqa: F401 -- registers <licence:…>
from licensing.views.public import verification

urlpatterns = [
    path("verify/", verification.verify, name="verify"),
    path("verify/keys.json", verification.verify_keys, name="verify-keys"),
    path(
        "verify/<licence:number>/",
        verification.verify_licence,
        name="verify-licence",
    ),
]
