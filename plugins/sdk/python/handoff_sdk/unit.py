"""What a rule sees: one unit of the landscape, fetched list by list and kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from . import checks
from .contract import Concurrency, GapKind, Need, Reach, Side, SlowestPath, TextOf, TextOf_Item, TextOf_Label, TextOf_State
from .lists import Lists


def _ends(where: str, start: int, goal: int) -> tuple[int, int]:
    return checks.number(where, "start", start), checks.number(where, "goal", goal)


class Unit(Lists):
    """One unit of the landscape, read-only.

    Lists are fetched when a rule first asks, and shared by all rules of the call.
    """

    @cached_property
    def gaps(self) -> Sequence[tuple[GapKind, Need]]:
        """The needs that may go unmet, each with the one kind of gap it is."""
        return tuple((need.gap, need) for need in self._source.needs(False) if need.gap is not None)

    def texts(self, wanted: Iterable[TextOf]) -> list[str]:
        """Returns texts of the model, in the order asked."""
        return self._source.texts(checks.list_(checks.text_of)("texts", "wanted", wanted))

    def label(self, step: int) -> str:
        """Returns the label of a step."""
        return self.labels([checks.number("label", "step", step)])[0]

    def labels(self, steps: Iterable[int]) -> list[str]:
        """Returns the labels of steps, in the order asked."""
        return self.texts(TextOf_Label(step) for step in steps)

    def item_names(self, items: Iterable[int]) -> list[str]:
        """Returns the names of items, in the order asked."""
        return self.texts(TextOf_Item(item) for item in items)

    def state_names(self, item: int, states: Iterable[int]) -> list[str]:
        """Returns the names of states of one item, in the order asked."""
        return self.texts(TextOf_State((item, state)) for state in states)

    def path(self, start: int, goal: int, avoiding: Iterable[int] = ()) -> list[int] | None:
        """Finds a shortest path from one step to another that avoids some steps, both ends included; messages and calls are followed."""
        return self._source.path(*_ends("path", start, goal), checks.list_(checks.number)("path", "avoiding", avoiding))

    def every_path_passes(self, start: int, goal: int, through: Iterable[int]) -> bool:
        """Tells whether every path from one step to another passes one of some steps. Also true where no path leads there."""
        return self._source.every_path_passes(*_ends("every_path_passes", start, goal), checks.list_(checks.number)("every_path_passes", "through", through))

    def slowest(self, start: int, goal: int) -> SlowestPath | None:
        """Finds the slowest way from one step to another by what is stated, both ends included."""
        return self._source.slowest(*_ends("slowest", start, goal))

    def concurrent(self, pairs: Iterable[tuple[int, int]]) -> list[Concurrency]:
        """Tells of each pair of steps whether they can run at the same time in one case, in the order asked."""
        return self._source.concurrent(checks.list_(checks.tuple_(checks.number, checks.number))("concurrent", "pairs", pairs))

    def reach(self, start: int, lacking: int | None = None) -> Reach:
        """Tells whether the customer would notice what a step lacks.

        A finding does not need to ask: `reach_from` of its draft lets the host answer.
        """
        return self._source.reach(checks.number("reach", "start", start), checks.option(checks.number)("reach", "lacking", lacking))

    def owner(self, step: int) -> int | None:
        """Returns who owns a step."""
        return self.steps[step].owner

    def is_ours(self, department: int | None) -> bool:
        """Tells whether a department is our own. Work that names no department is ours too."""
        return department is None or self.departments[department].side == Side.INTERNAL

    def common_owner(self, steps: Iterable[int]) -> int | None:
        """Returns the one department that owns all of these steps, if it is one."""
        owners = {self.owner(step) for step in steps}
        return owners.pop() if len(owners) == 1 else None
