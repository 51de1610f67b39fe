import subprocess
import sys


def test_a_web_process_loads_neither_typesetter_nor_signer():
    """They make it a fifth larger, and only workers make certificates."""
    loading = (
        "import sys; import portal.wsgi; from django.urls import get_resolver;"
        " get_resolver().url_patterns;"
        " assert not {'typst', 'fontTools', 'pyhanko.sign'} & sys.modules.keys()"
    )
    subprocess.run([sys.executable, "-c", loading], check=True)  # noqa: S603 -- a line of this file
