from handoff_sdk import Argument, Certainty, Place, Plugin, Severity, rule

#: What a rule may do wrong with values, by the name under which its option asks for it.
WRONG = {
    "none": lambda: Place.step(None),
    "not a number": lambda: Place.step(float("nan")),
    "large": lambda: Place.step(2**32),
    "negative": lambda: Place.step(-1),
    "broken": lambda: Place.step(1.5),
    "department": lambda: Argument.department(None),
    "seconds": lambda: Argument.seconds(-1),
}


@rule(
    id="snake/bad-value",
    severity=Severity.WARNING,
    certainty=Certainty.CERTAIN,
    needs=["steps"],
    options={"type": "object", "properties": {"value": {"enum": list(WRONG)}}, "additionalProperties": False},
    texts={"title": {"en": "A value that is none"}},
)
def bad_value(unit, options, report):
    if "value" in options:
        WRONG[options["value"]]()


plugin = Plugin(id="snake", version="1.0.0", rules=[bad_value])
