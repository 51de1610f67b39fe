from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import translation

from licensing.workflow.drawing import draw

DRAWING = Path(settings.BASE_DIR) / "docs" / "states.md"


class Command(BaseCommand):
    help = "Draws the states of an application into docs/states.md, or prints them."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--print", action="store_true", help="print, write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override("en"):
            drawing = draw()
        if options["print"]:
            self.stdout.write(drawing)
        else:
            DRAWING.write_text(drawing, encoding="utf-8")
            self.stdout.write(f"{DRAWING} is drawn.")
