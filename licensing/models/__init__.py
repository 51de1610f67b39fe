from licensing.models.application import (
    Application,
    SpecificationLine,
    Vehicle,
    VehicleImport,
)
from licensing.models.catalogue import (
    CodeEntry,
    DocumentRequirement,
    GoodsCode,
    LicenceType,
    LicenceTypeVersion,
    NoticeMilestone,
    NumberSeries,
    ReasonCode,
)
from licensing.models.clock import Clock, ClockPause
from licensing.models.document import Document
from licensing.models.licence import (
    Certificate,
    Licence,
    LicenceEnding,
    LicensedVehicle,
)
from licensing.models.notice import Notice, PlannedDay
from licensing.models.review import (
    Correction,
    CorrectionItem,
    Decision,
    Participation,
    Recommendation,
    Submission,
)

__all__ = [
    "Application",
    "Certificate",
    "Clock",
    "ClockPause",
    "CodeEntry",
    "Correction",
    "CorrectionItem",
    "Decision",
    "Document",
    "DocumentRequirement",
    "GoodsCode",
    "Licence",
    "LicenceEnding",
    "LicenceType",
    "LicenceTypeVersion",
    "LicensedVehicle",
    "Notice",
    "NoticeMilestone",
    "NumberSeries",
    "Participation",
    "PlannedDay",
    "ReasonCode",
    "Recommendation",
    "SpecificationLine",
    "Submission",
    "Vehicle",
    "VehicleImport",
]
