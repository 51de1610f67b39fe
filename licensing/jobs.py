from enum import StrEnum


class Job(StrEnum):
    """Names of this package's tasks; tasks.py holds one function for each."""

    PLAN_NOTICES = "licensing.plan_notices"
    DELIVER_NOTICES = "licensing.deliver_notices"
    SCAN_WAITING_DOCUMENTS = "licensing.scan_waiting_documents"
    RECOMPUTE_CLOCKS = "licensing.recompute_clocks"
    MAKE_WAITING_CERTIFICATES = "licensing.make_waiting_certificates"
