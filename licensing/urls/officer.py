from django.urls import path

from licensing.views.officer import (
    case,
    corrections,
    decisions,
    documents,
    reviews,
    worklist,
)

urlpatterns = [
    path("cases/", worklist.WorklistView.as_view(), name="case-list"),
    path("cases/next/", worklist.ClaimNextView.as_view(), name="case-claim-next"),
    path("cases/<str:reference>/", case.CasePage.as_view(), name="case"),
    path(
        "cases/<str:reference>/claim/", reviews.ClaimView.as_view(), name="case-claim"
    ),
    path(
        "cases/<str:reference>/release/",
        reviews.ReleaseView.as_view(),
        name="case-release",
    ),
    path(
        "cases/<str:reference>/recommendation/",
        reviews.RecommendView.as_view(),
        name="case-recommend",
    ),
    path(
        "cases/<str:reference>/correction/",
        corrections.CorrectionView.as_view(),
        name="case-correction",
    ),
    path(
        "cases/<str:reference>/decision/",
        decisions.DecideView.as_view(),
        name="case-decide",
    ),
    path(
        "cases/<str:reference>/send-back/",
        decisions.SendBackView.as_view(),
        name="case-send-back",
    ),
    path(
        "cases/<str:reference>/documents/<int:pk>/",
        documents.DocumentView.as_view(),
        name="case-document",
    ),
]
