"""Addresses of exporters: their applications, from the first page to the receipt."""

from django.urls import URLPattern, path

from licensing.views.applicant import (
    applications,
    checking,
    contract,
    corrections,
    documents,
    goods,
    submission,
    vehicle_lists,
    vehicles,
)

_ONE = "applications/<str:reference>/"

urlpatterns: list[URLPattern] = [
    path("applications/", applications.application_list, name="application-list"),
    path("applications/new/", applications.StartView.as_view(), name="application-new"),
    path(_ONE, applications.OverviewView.as_view(), name="application"),
    path(
        f"{_ONE}contract/",
        contract.ContractView.as_view(),
        name="application-contract",
    ),
    path(f"{_ONE}goods/", goods.GoodsView.as_view(), name="application-goods"),
    path(f"{_ONE}goods/add/", goods.LineAddView.as_view(), name="application-line-add"),
    path(
        f"{_ONE}goods/<int:position>/",
        goods.LineEditView.as_view(),
        name="application-line-edit",
    ),
    path(
        f"{_ONE}goods/<int:position>/remove/",
        goods.LineRemoveView.as_view(),
        name="application-line-remove",
    ),
    path(
        f"{_ONE}vehicles/",
        vehicles.VehiclesView.as_view(),
        name="application-vehicles",
    ),
    path(
        f"{_ONE}vehicles/template.csv",
        vehicles.VehicleTemplateView.as_view(),
        name="application-vehicle-template",
    ),
    path(
        f"{_ONE}vehicles/remove/",
        vehicles.VehicleRemoveView.as_view(),
        name="application-vehicle-remove",
    ),
    path(
        f"{_ONE}vehicles/clear/",
        vehicles.VehicleClearView.as_view(),
        name="application-vehicle-clear",
    ),
    path(
        f"{_ONE}vehicles/lists/<int:pk>/",
        vehicle_lists.VehicleImportView.as_view(),
        name="application-vehicle-import",
    ),
    path(
        f"{_ONE}vehicles/lists/<int:pk>/problems.csv",
        vehicle_lists.VehicleProblemsView.as_view(),
        name="application-vehicle-problems",
    ),
    path(
        f"{_ONE}documents/",
        documents.DocumentsView.as_view(),
        name="application-documents",
    ),
    path(
        f"{_ONE}documents/<int:pk>/",
        documents.DocumentView.as_view(),
        name="application-document",
    ),
    path(
        f"{_ONE}documents/<int:pk>/remove/",
        documents.DocumentRemoveView.as_view(),
        name="application-document-remove",
    ),
    path(f"{_ONE}check/", checking.CheckView.as_view(), name="application-check"),
    path(f"{_ONE}submit/", submission.SubmitView.as_view(), name="application-submit"),
    path(
        f"{_ONE}receipt/",
        submission.ReceiptView.as_view(),
        name="application-receipt",
    ),
    path(
        f"{_ONE}correction/",
        corrections.CorrectionView.as_view(),
        name="application-correction",
    ),
    path(
        f"{_ONE}withdraw/",
        submission.WithdrawView.as_view(),
        name="application-withdraw",
    ),
]
