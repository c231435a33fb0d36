"""The rules of `{{family}}`."""

from handoff_sdk import Plugin

from rules.{{fault_snake}} import {{fault_snake}}

#: All rules: a new one is a file in `rules/`, a page in `cases/`, and a name here.
plugin = Plugin(id="{{family}}", version="0.1.0", rules=[{{fault_snake}}])
