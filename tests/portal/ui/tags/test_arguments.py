"""Arguments are checked when the page is read, not when a person opens it."""

import pytest
from django.template import TemplateSyntaxError, engines


@pytest.mark.parametrize(
    "tag",
    [
        "icon",
        "badge 'ok'",
        "badge 'ok' 'Complete' colour='red'",
        "clock",
        "tally found=3",
        "progress 'Sections' value=3",
        "blocks 'Clearances' used=3",
        "verdict 'green' 'Valid' %}{% endverdict",
        "summary_row 'Buyer'",
        "task_row",
        "file_row url='/'",
        "finding",
        "notice",
        "timeline",
        "tabs items",
        "pages next='/'",
        "callout %}{% endcallout",
        "closed_button 'Send' 'A blocker is open.'",
        "empty_state 'Nothing yet'",
        "hash_value",
        "control",
    ],
)
def test_a_component_without_its_arguments_does_not_compile(tag):
    with pytest.raises(TemplateSyntaxError):
        engines["django"].from_string("{% " + tag + " %}")
