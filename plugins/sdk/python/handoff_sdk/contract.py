"""The types of the contract: in a component those that were built into it, else the bindings that lie here."""

try:
    from wit_world.imports.types import *
except ModuleNotFoundError:
    from .bindings.types import *
