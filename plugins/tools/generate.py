"""Writes what the Python SDK knows of the contract, from the contract: `python3 tools/generate.py` in `plugins/`.

It needs `pip install -r requirements.txt`. Each file names the digest of the contract, so that a test can tell without any
tool whether it is stale.
"""

import hashlib
import re
import subprocess
import sys
import tempfile
from pathlib import Path

PLUGINS = Path(__file__).resolve().parent.parent
WIT = PLUGINS / "wit/handoff.wit"
#: What the tool imports for bindings of every kind; these need but a few names.
IMPORTS = re.compile(r"from typing import .*?\n\nfrom componentize_py_types import [^\n]*\n", re.DOTALL)
NEEDED = "from dataclasses import dataclass\nfrom enum import Enum\nfrom types import TracebackType\nfrom typing import List, Optional, Self, Tuple, Union\n"


def main() -> None:
    origin = f"# Made from handoff.wit, sha256 {hashlib.sha256(WIT.read_bytes()).hexdigest()}: tools/generate.py in plugins/\n"
    with tempfile.TemporaryDirectory() as made:
        tool = [sys.executable, "-c", "import componentize_py; componentize_py.script()"]
        subprocess.run([*tool, "-d", WIT.parent, "-w", "rule-plugin", "bindings", made], check=True)
        for name in ("types", "model"):
            text = Path(made, "wit_world/imports", f"{name}.py").read_text("utf-8")
            text = IMPORTS.sub(NEEDED, text, count=1).replace("from ..imports import types", "from . import types")
            text = "\n".join(line.rstrip() for line in text.splitlines()) + "\n"
            text = re.sub(r"\n{4,}", "\n\n\n", text.rstrip() + "\n")
            (PLUGINS / "sdk/python/handoff_sdk/bindings" / f"{name}.py").write_text(origin + text, "utf-8")


main()
