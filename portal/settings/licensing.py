from zoneinfo import ZoneInfo

from portal import env
from portal.settings.core import IS_DEMO, VAR_DIR

# Identity of the authority; nothing about it is written in code or templates.
AUTHORITY_NAME_EN = env.text("AUTHORITY_NAME_EN", "Jiangnan Department of Commerce")
AUTHORITY_NAME_ZH = env.text("AUTHORITY_NAME_ZH", "江南省商务厅")
AUTHORITY_PHONE = env.text("AUTHORITY_PHONE", "0571-5550 0186")
AUTHORITY_ADDRESS_EN = env.text("AUTHORITY_ADDRESS_EN", "18 Guangji Road, Linhai")
AUTHORITY_ADDRESS_ZH = env.text("AUTHORITY_ADDRESS_ZH", "临海市广济路18号")

# Who hears an administrative reconsideration of a decision (R-AP6, R-AP7).
APPEAL_BODY_EN = env.text("APPEAL_BODY_EN", "the Ministry of Commerce")
APPEAL_BODY_ZH = env.text("APPEAL_BODY_ZH", "商务部")

# Dates of law: a licence begins and ends, and a working day is counted, in this zone.
JURISDICTION = "CN"
LEGAL_TIME_ZONE = ZoneInfo("Asia/Shanghai")
# The issuing body's two characters in a licence number YY-AA-NNNNNN.
ISSUING_BODY_CODE = env.text("ISSUING_BODY_CODE", "JN")

# PEM file with the EC P-256 key and, beside it, the certificate chain (.crt).
SIGNING_KEY = env.text(
    "SIGNING_KEY",
    *((VAR_DIR / "signing" / "signing.pem",) if IS_DEMO else ()),
    hint="/etc/licet/signing.pem (with signing.crt and ca.crt beside it)",
)

# Who dates each signature (RFC 3161); without it a signature carries our own time.
TIMESTAMP_URL = env.text("TIMESTAMP_URL", "")
if TIMESTAMP_URL:
    env.address(
        "TIMESTAMP_URL",
        schemes=("http", "https"),
        hint="https://timestamp.example.org",
    )

# Uploads.
DOCUMENT_MAX_BYTES = env.number("DOCUMENT_MAX_BYTES", default=20 * 1024 * 1024)
DOCUMENTS_PER_APPLICATION = env.number("DOCUMENTS_PER_APPLICATION", default=60)
IMAGE_MAX_PIXELS = env.number("IMAGE_MAX_PIXELS", default=40_000_000)
UNPACKED_MAX_BYTES = env.number("UNPACKED_MAX_BYTES", default=200 * 1024 * 1024)
VEHICLES_PER_APPLICATION = env.number("VEHICLES_PER_APPLICATION", default=100_000)
