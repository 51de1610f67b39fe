from exporters.models.authorisation import Authorisation
from exporters.models.organisation import Membership, Organisation
from exporters.models.qualification import Qualification

__all__ = ["Authorisation", "Membership", "Organisation", "Qualification"]
