"""Opens the signature in a signed file, and puts another in its place."""

import re

from asn1crypto import cms

from portal.lib import signing


def hole_of(pdf):
    """Return where the signature stands in the file."""
    found = re.search(rb"/ByteRange \[0 (\d+) (\d+)", pdf)
    return int(found[1]), int(found[2])


def envelope_of(pdf):
    before, after = hole_of(pdf)
    return cms.ContentInfo.load(bytes.fromhex(pdf[before + 1 : after - 1].decode()))


def with_envelope(pdf, message):
    before, after = hole_of(pdf)
    text = message.dump(force=True).hex().upper().encode()
    return (
        pdf[:before] + b"<" + text.ljust(after - before - 2, b"0") + b">" + pdf[after:]
    )


def reason_for(pdf, trust):
    verdict = signing.verify_pdf(pdf, trust=trust)
    assert verdict.genuine is False
    return verdict.reason
