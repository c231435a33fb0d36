"""Which fault a need is: one need, one fault, so that no two rules report the same thing."""

from __future__ import annotations

from enum import Enum, auto

from .contract import Availability, Evidence, Need


class Gap(Enum):
    """How a need may go unmet."""

    MISSING = auto()
    """Provided on no path before the step."""
    POSSIBLY_MISSING = auto()
    """Provided on some paths only."""
    LATE = auto()
    """Provided only downstream."""
    RACING = auto()
    """Provided only in a branch that runs at the same time."""
    UNDECIDABLE = auto()
    """Not to be decided, because something on the way is not declared."""
    WRONG_STATE = auto()
    """Arrives, but never in the state that is needed."""
    MISSING_FIELD = auto()
    """Arrives, but without fields that are needed."""

    @staticmethod
    def of(need: Need) -> Gap | None:
        """Judges a need; `None` where it is met, optional, or known from wording alone."""
        if need.optional or need.evidence in (Evidence.LABEL, Evidence.ANNOTATION):
            return None
        match need.availability:
            case Availability.NEVER | Availability.ELSEWHERE | Availability.LATE:
                if need.state is not None and need.any_state in (Availability.ALWAYS, Availability.SOMETIMES):
                    return Gap.WRONG_STATE
                return Gap.LATE if need.availability == Availability.LATE else Gap.MISSING
            case Availability.RACING:
                return Gap.RACING
            case Availability.UNKNOWN:
                return Gap.UNDECIDABLE
            case _ if need.missing_fields:
                return Gap.MISSING_FIELD
            case Availability.SOMETIMES:
                return Gap.POSSIBLY_MISSING
            case _:
                return None
