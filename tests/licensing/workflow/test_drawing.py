from licensing.management.commands.draw_workflow import DRAWING
from licensing.workflow import drawing
from licensing.workflow.application import TRANSITIONS


def test_the_drawing_is_current():
    assert DRAWING.read_text(encoding="utf-8") == drawing.draw()


def test_the_drawing_has_every_move():
    lines = drawing.draw().splitlines()
    assert [line for line in lines if "-->" in line and "[*]" not in line] == [
        f"    {t.source} --> {t.target}: {t.action.label}" for t in TRANSITIONS
    ]
