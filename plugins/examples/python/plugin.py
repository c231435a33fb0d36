"""The rules of `audit`."""

from handoff_sdk import Plugin

from rules.blind_decision import blind_decision
from rules.own_approval import own_approval

#: All rules.
plugin = Plugin(id="audit", version="0.1.0", rules=[own_approval, blind_decision])
