import io

from django.core.management import call_command
from django.utils import translation

from licensing.management.commands import draw_workflow
from licensing.workflow.drawing import draw


def test_it_draws_into_the_documentation(tmp_path, monkeypatch):
    drawing = tmp_path / "states.md"
    monkeypatch.setattr(draw_workflow, "DRAWING", drawing)
    out = io.StringIO()
    call_command("draw_workflow", stdout=out)
    assert drawing.read_text(encoding="utf-8") == draw()
    assert out.getvalue() == f"{drawing} is drawn.\n"


def test_it_prints_in_english_whatever_the_shell_speaks():
    out = io.StringIO()
    with translation.override("zh-hans"):
        call_command("draw_workflow", "--print", stdout=out)
    assert out.getvalue() == draw()
