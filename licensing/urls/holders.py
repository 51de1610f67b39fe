from django.urls import path

from licensing.urls import converters  # noqa: F401 -- registers <licence:…>
from licensing.views.holders import licences, notices

urlpatterns = [
    path("licences/", licences.licence_list, name="licence-list"),
    path("licences/<licence:number>/", licences.licence_page, name="licence"),
    path(
        "licences/<licence:number>/certificate.pdf",
        licences.licence_certificate,
        name="licence-certificate",
    ),
    path("notices/", notices.notice_list, name="notice-list"),
]
