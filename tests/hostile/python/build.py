import sys
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
sys.path.insert(0, str(PACKAGE.parent.parent / "sdk/python"))

from plugin import plugin
from handoff_sdk.build import build

build(plugin, "plugin", PACKAGE, Path(sys.argv[1] if len(sys.argv) > 1 else "snake.wasm"))
