"""Django finds the admin here: what operators watch, and the catalogue to read."""

from licensing.admin import catalogue, queues

__all__ = ["catalogue", "queues"]
