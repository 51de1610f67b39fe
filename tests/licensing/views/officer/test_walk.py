from django.urls import reverse

from licensing.enums import State


def test_a_case_is_claimed_recommended_and_granted(client, submitted, chen, zhou):
    case = reverse("case", args=[submitted.reference])
    client.force_login(chen)
    assert client.get(reverse("case-list")).status_code == 200
    assert client.get(case).status_code == 200
    client.post(reverse("case-claim", args=[submitted.reference]))
    page = client.get(case)
    assert page.status_code == 200
    client.post(
        reverse("case-recommend", args=[submitted.reference]),
        {"outcome": "GRANT", "note": "All agree.", "revision": "99"},
    )
    submitted.refresh_from_db()
    assert submitted.state == State.IN_REVIEW
    client.post(
        reverse("case-recommend", args=[submitted.reference]),
        {
            "outcome": "GRANT",
            "note": "All agree.",
            "revision": str(submitted.revision),
        },
    )
    submitted.refresh_from_db()
    assert submitted.state == State.RECOMMENDED
    client.force_login(zhou)
    assert client.get(case).status_code == 200
    client.post(
        reverse("case-decide", args=[submitted.reference]),
        {"outcome": "GRANT", "recommendation_number": "1"},
    )
    submitted.refresh_from_db()
    assert submitted.state == State.GRANTED
    assert client.get(case).status_code == 200
