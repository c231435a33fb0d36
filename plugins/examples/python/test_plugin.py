import sys
import unittest
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
sys.path.insert(0, str(PACKAGE.parent.parent / "sdk/python"))

from plugin import plugin
from handoff_sdk.testing import check_views


class Views(unittest.TestCase):
    def test_the_rules_find_what_their_pages_promise(self) -> None:
        check_views(self, plugin, PACKAGE / "views")
