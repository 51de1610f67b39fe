from licensing.rules.facts import ApplicationFacts, AuthorisationFacts
from licensing.rules.findings import NotJudged


def authorisation_of(facts: ApplicationFacts) -> AuthorisationFacts:
    """Return the authorisation to judge.

    Raises NotJudged for a manufacturer exporting its own cars (R-A1), and where there
    is none, which `exporter_authorised` says.
    """
    if facts.exporter_is_manufacturer or facts.authorisation is None:
        raise NotJudged
    return facts.authorisation
