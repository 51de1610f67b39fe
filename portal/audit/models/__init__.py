from portal.audit.models.event import Event, Payload

__all__ = ["Event", "Payload"]
