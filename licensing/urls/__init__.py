"""Every address of this package, by who uses it."""

from licensing.urls import applicant, holders, officer, public

urlpatterns = [
    *applicant.urlpatterns,
    *officer.urlpatterns,
    *holders.urlpatterns,
    *public.urlpatterns,
]
