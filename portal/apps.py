from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "Licet"

    def ready(self) -> None:
        from portal import checks  # noqa: F401, PLC0415 -- app ready
