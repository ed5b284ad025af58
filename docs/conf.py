"""How the documentation is built: ``make docs``."""

from __future__ import annotations

import doctest
import re
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.util.nodes import make_refnode

import cspricing

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "cspricing"
author = "cspricing contributors"
project_copyright = f"2026, {author}"
release = version = cspricing.__version__

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.doctest",
    "sphinx.ext.intersphinx",
    "sphinx.ext.napoleon",
    "sphinx_copybutton",
]
exclude_patterns = ["_build"]

# ---------------------------------------------------------------------------- prose

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

# ---------------------------------------------------------------------------- reference

# A name in single backticks is a link.
default_role = "py:obj"
autodoc_member_order = "bysource"
# What a module passes on from another is documented where it is defined.
autodoc_default_options = {"ignore-module-all": True}
autodoc_typehints = "signature"
napoleon_google_docstring = True
napoleon_numpy_docstring = False

# Inventories are kept here, so that a build needs no network. They are the `objects.inv` of the
# documentation of Python 3.11 and of attrs 26.1.
intersphinx_mapping = {
    "python": ("https://docs.python.org/3", "inv/python.inv"),
    "attrs": ("https://www.attrs.org/en/stable", "inv/attrs.inv"),
}
# An argument called ``date`` hides its type; type variables are private, and have no entry.
# What a class inherits from another module is named as it is there, which is not resolved here.
nitpick_ignore = [("py:class", "date"), ("py:class", "Decimal"), ("py:obj", "Decimal")]
nitpick_ignore_regex = [
    ("py:class", r"cspricing\..*\._[A-Z]\w*"),
    # No inventories of Hypothesis and Matplotlib are kept for one class or two.
    ("py:class", r"(hypothesis\.strategies\.)?SearchStrategy|Axes|Figure|_[TP]"),
]

# ---------------------------------------------------------------------------- examples

doctest_global_setup = "from cspricing import *"
# The messages of errors are compared too: Sphinx would ignore them.
doctest_default_flags = doctest.ELLIPSIS | doctest.DONT_ACCEPT_TRUE_FOR_1
# The programs of the tutorial.
doctest_path = [str(Path(__file__).resolve().parents[1] / "examples")]
# Prompts and outputs are not copied.
copybutton_exclude = ".linenos, .gp, .go"

# ---------------------------------------------------------------------------- looks

html_theme = "furo"
html_title = f"cspricing {release}"
html_show_sourcelink = False
html_static_path = ["_static"]
html_css_files = ["wide.css"]

# The page whose examples draw pictures, and what it calls the axes of each.
DRAWING = "how-to/plot-staffing.md"
PICTURES = ("levels", "week")
TESTCODE = re.compile(r"^```\{testcode\}\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def draw_pictures(app: Sphinx) -> None:
    """Draw the pictures of a page by running its examples, so that they cannot differ."""
    folder = Path(app.srcdir) / "_static" / "generated"
    folder.mkdir(exist_ok=True)
    page = (Path(app.srcdir) / DRAWING).read_text(encoding="utf-8")
    names: dict[str, Any] = {}
    with redirect_stdout(StringIO()):
        exec("\n".join([doctest_global_setup, *TESTCODE.findall(page)]), names)  # noqa: S102
    for name in PICTURES:
        names[name].figure.savefig(folder / f"{name}.png", dpi=120)


def show_factories(*event: str | None) -> tuple[str, str | None] | None:
    """Show a default that attrs makes anew for each instance as ``...``, not as ``NOTHING``.

    A signature must stay an expression, or Sphinx does not link the types in it.
    """
    *_, signature, returns = event
    return (re.sub("(= ?)NOTHING", r"\1...", signature), returns) if signature else None


def keep_sentences(*event: object) -> None:
    """Keep Napoleon from reading the first colon of an attribute's sentence as ``type: text``.

    It looks at the first line alone, so that is made an empty comment.
    """
    _, what, _, _, _, lines = event
    if what in {"attribute", "data", "property"} and isinstance(lines, list):
        lines[:0] = ["..", ""]


def find_anywhere(app: Sphinx, env: Any, node: Any, content: Any) -> Any:  # noqa: ANN401
    """Find a name that a docstring gives without its module, wherever in the package it is."""
    if node["reftype"] != "obj":
        return None
    target = node["reftarget"]
    found = env.get_domain("py").find_obj(env, None, None, target, "obj", searchmode=1)
    if len(found) != 1:
        return None
    ((name, entry),) = found
    return make_refnode(app.builder, node["refdoc"], entry.docname, entry.node_id, content, name)


def setup(app: Sphinx) -> None:
    """Hook into Sphinx."""
    app.connect("builder-inited", draw_pictures)
    app.connect("autodoc-process-signature", show_factories)
    app.connect("autodoc-process-docstring", keep_sentences, priority=400)
    app.connect("missing-reference", find_anywhere)
