"""Each constraint of the trail's table, tripped by name."""

import pytest

from portal.audit import trail
from tests.attacks import copy, refused_by

# The chain fills these two in before the row is looked at.
LINK = {"previous_hash": "''", "hash": "''"}
ATTACKS = {
    "event_verb_is_noun_verb": copy("audit.Event", **LINK, verb="'opened'"),
    "event_subject_type_is_app_model": copy(
        "audit.Event", **LINK, subject_type="'user'"
    ),
    "event_subject_id_is_one_line": copy("audit.Event", **LINK, subject_id="E'1\\n2'"),
    "event_payload_digest_is_sha256": copy(
        "audit.Event", **LINK, payload_digest="'none'"
    ),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_an_event_is_of_the_form_the_chain_is_made_of(ada, ming, now, name):
    trail.record(verb="account.opened", subject=ming, by=ada, at=now)

    refused_by(name, ATTACKS[name])
