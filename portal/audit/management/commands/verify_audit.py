from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.audit import anchors, chain


class Command(BaseCommand):
    help = "Read the whole audit chain; fail with the first entry that is not right."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            anchored = anchors.read()
        except anchors.UnreadableAnchor as refusal:
            raise CommandError(str(refusal)) from refusal
        verdict = chain.verify(anchored=anchored)
        if verdict.fault is not None:
            raise CommandError(str(verdict.fault))
        self.stdout.write(
            f"{verdict.count} events, {verdict.erased} with an erased payload,"
            f" {len(anchored)} anchored; head {verdict.head_hash}"
        )
