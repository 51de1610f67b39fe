"""Components as template tags, built in: no template loads them.

Python's own signatures check the arguments: a tag with an unknown or missing one does
not compile. docs/components.md describes each; /styleguide/ shows each.
"""

from django import template

from portal.ui.tags import forms, frame, lists, states, text

register = template.Library()

for part in (states, lists, frame, forms, text):
    register.tags.update(part.register.tags)
    register.filters.update(part.register.filters)
