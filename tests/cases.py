"""Cases in each state, as fixtures; every one was brought there by `tests.steps`."""

import pytest

from tests import steps


@pytest.fixture
def private_files(settings, tmp_path):
    """Uploaded files of one test, in a folder of its own."""
    folder = tmp_path / "documents"
    default = settings.STORAGES["default"]
    settings.STORAGES = settings.STORAGES | {
        "default": default | {"OPTIONS": default["OPTIONS"] | {"location": str(folder)}}
    }
    return folder


@pytest.fixture
def draft(lin, yunfan, private_files):
    return steps.draft(by=lin, organisation=yunfan)


@pytest.fixture
def submitted(draft, lin):
    return steps.submit(draft, by=lin)


@pytest.fixture
def in_review(submitted, chen):
    return steps.claim(submitted, by=chen)


@pytest.fixture
def returned(in_review, chen):
    steps.ask_for_correction(in_review, by=chen)
    in_review.refresh_from_db()
    return in_review


@pytest.fixture
def recommended(in_review, chen):
    steps.recommend(in_review, by=chen)
    in_review.refresh_from_db()
    return in_review


@pytest.fixture
def granted(recommended, zhou):
    steps.decide(recommended, by=zhou)
    recommended.refresh_from_db()
    return recommended


@pytest.fixture
def licence(granted):
    return granted.licence
