"""The bindings are those that componentize-py, which builds the components, writes."""

import re
import subprocess
import sys
import tempfile
import unittest
from importlib.util import find_spec
from pathlib import Path

PLUGINS = Path(__file__).resolve().parent.parent.parent
#: What the tool writes above the bindings: where they come from, and imports for bindings of every kind.
HEAD = re.compile(r"\A.*?\nfrom componentize_py_types import [^\n]*\n", re.DOTALL)
OURS = re.compile(r"\A.*?\nfrom typing import [^\n]*\n", re.DOTALL)


@unittest.skipUnless(find_spec("componentize_py"), "componentize-py is not installed")
class Bindings(unittest.TestCase):
    def test_they_are_those_of_the_tool(self):
        with tempfile.TemporaryDirectory() as made:
            tool = [sys.executable, "-c", "import componentize_py; componentize_py.script()"]
            subprocess.run([*tool, "-d", PLUGINS / "wit", "-w", "rule-plugin", "bindings", made], check=True)
            for name in ("types", "model"):
                text = Path(made, "wit_world/imports", f"{name}.py").read_text("utf-8")
                text = HEAD.sub("", text, count=1).replace("from ..imports import types", "from . import types")
                text = "\n".join(line.rstrip() for line in text.splitlines())
                text = re.sub(r"\n{4,}", "\n\n\n", text).rstrip() + "\n"
                ours = (PLUGINS / f"sdk/python/handoff_sdk/bindings/{name}.py").read_text("utf-8")
                self.assertEqual(OURS.sub("", ours, count=1), text, f"{name}.py")
