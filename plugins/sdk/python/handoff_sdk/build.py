"""Makes the component of a package."""

import subprocess
import sys
import tempfile
from pathlib import Path

from .rule import Plugin

SDK = Path(__file__).resolve().parent.parent
#: The module that makes a component of a plugin.
ENTRY = """\
from handoff_sdk.component import component
from {module} import plugin

Rules = component(plugin, {pages!r})
"""


def build(plugin: Plugin, module: str, folder: Path, out: Path) -> None:
    """Makes the component of the plugin in a module of a package, with `cases/<fault>.md` for each rule, and
    `cases/<fault>.<language>.md` for its page in another language."""
    folder = folder.resolve()
    pages = {rule.id: _pages(folder / "cases", rule.id) for rule in plugin.rules}
    # Beside the contract, or where this repository keeps it.
    wit = next(path for path in (SDK / "wit", SDK.parent.parent / "wit") if path.exists())
    with tempfile.TemporaryDirectory() as work:
        Path(work, "component_entry.py").write_text(ENTRY.format(module=module, pages=pages), "utf-8")
        command = [sys.executable, "-c", "import componentize_py; componentize_py.script()", "--quiet", "-d", wit, "-w", "rule-plugin"]
        # What Python asks of its host is replaced by stubs that stop the call: a plugin gets none of it.
        command += ["componentize", "component_entry", "--stub-wasi", "-o", out.resolve()]
        command += ["-p", work, "-p", folder, "-p", SDK]
        subprocess.run(command, check=True, cwd=work)


def _pages(folder: Path, rule: str) -> dict[str, str]:
    fault = rule.split("/")[1]
    others = sorted(folder.glob(f"{fault}.*.md"))
    files = {"en": folder / f"{fault}.md"} | {other.name.split(".")[1]: other for other in others}
    return {language: file.read_text("utf-8") for language, file in files.items()}
