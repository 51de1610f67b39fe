from django.urls import register_converter


class LicenceNumberConverter:
    """YY-AA-NNNNNN (regime §2.1 field 3)."""

    regex = r"[0-9]{2}-[A-Z0-9]{2}-[0-9]{6}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(LicenceNumberConverter, "licence")
