class Refused(Exception):
    """An operation will not do this; the text is a sentence for the person."""
