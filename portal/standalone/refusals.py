class CannotStart(Exception):
    """Says in one sentence what is wrong and what to do about it."""
