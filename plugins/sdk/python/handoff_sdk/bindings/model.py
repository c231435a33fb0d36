# Generated from plugins/wit/handoff.wit: cargo run --manifest-path plugins/Cargo.toml -p handoff-generate
from dataclasses import dataclass
from enum import Enum
from types import TracebackType
from typing import List, Optional, Self, Tuple, Union
from . import types

class View:
    """
    One unit of the landscape, read-only, for one call.
    """

    def departments(self) -> List[types.Department]:
        """
        Lists who takes part, sorted by name.
        """
        raise NotImplementedError
    def processes(self) -> List[types.Process]:
        """
        Lists the processes.
        """
        raise NotImplementedError
    def steps(self) -> List[types.Step]:
        """
        Lists the steps.
        """
        raise NotImplementedError
    def items(self) -> List[types.Item]:
        """
        Lists the items.
        """
        raise NotImplementedError
    def flows(self) -> List[types.Flow]:
        """
        Lists the arrows of the sequence flow.
        """
        raise NotImplementedError
    def events(self) -> List[types.Event]:
        """
        Lists what events wait for and bring about.
        """
        raise NotImplementedError
    def handoffs(self) -> List[types.Handoff]:
        """
        Lists the handoffs.
        """
        raise NotImplementedError
    def exchanges(self) -> List[types.Exchange]:
        """
        Lists what is sent and received, thrown and caught.
        """
        raise NotImplementedError
    def calls(self) -> List[types.Call]:
        """
        Lists the calls of other processes.
        """
        raise NotImplementedError
    def needs(self, all: bool) -> List[types.Need]:
        """
        Lists the needs: only those that are a gap (not `always`, a wrong state, a missing field), unless `all`.
        """
        raise NotImplementedError
    def provisions(self) -> List[types.Provision]:
        """
        Lists the provisions.
        """
        raise NotImplementedError
    def clauses(self) -> List[types.Clause]:
        """
        Lists what is said of the form of items.
        """
        raise NotImplementedError
    def promises(self) -> List[types.Promise]:
        """
        Lists what contracts promise beside items.
        """
        raise NotImplementedError
    def touchpoints(self) -> List[types.Touchpoint]:
        """
        Lists the touchpoints.
        """
        raise NotImplementedError
    def legs(self) -> List[types.Leg]:
        """
        Lists the parts of the journeys of customers. Made when first asked for.
        """
        raise NotImplementedError
    def endings(self) -> List[types.Ending]:
        """
        Lists the endings of cases that a customer may have started.
        """
        raise NotImplementedError
    def waits(self) -> List[types.Wait]:
        """
        Lists the steps that wait for another party.
        """
        raise NotImplementedError
    def spellings(self) -> List[types.Spelling]:
        """
        Lists the ways in which items are written, sorted by item.
        """
        raise NotImplementedError
    def hints(self) -> List[types.Hint]:
        """
        Lists what the texts of the unit hint at, text by text. Made when first asked for.
        """
        raise NotImplementedError
    def attributes(self) -> List[types.Attribute]:
        """
        Lists what tools wrote about steps beside BPMN, step by step, in the order of the export.
        """
        raise NotImplementedError
    def stale_entries(self) -> List[types.StaleEntry]:
        """
        Lists the configuration entries that matched nothing.
        """
        raise NotImplementedError
    def texts(self, wanted: List[types.TextOf]) -> List[str]:
        """
        Returns texts of the model, in the order asked.
        """
        raise NotImplementedError
    def path(self, start: int, goal: int, avoiding: List[int]) -> Optional[List[int]]:
        """
        Finds a shortest path from one step to another that avoids some steps, both ends included; messages and calls are followed.
        """
        raise NotImplementedError
    def every_path_passes(self, start: int, goal: int, through: List[int]) -> bool:
        """
        Tells whether every path from one step to another passes one of some steps. Also true where no path leads there.
        """
        raise NotImplementedError
    def reach(self, start: int, lacking: Optional[int]) -> types.Reach:
        """
        Tells whether the customer would notice what a step lacks. A finding does not need to ask: with `reach-from` the host
        answers.
        """
        raise NotImplementedError
    def slowest(self, start: int, goal: int) -> Optional[types.SlowestPath]:
        """
        Finds the slowest way from one step to another by what is stated, both ends included; messages are followed. Absent where no path
        leads there.
        """
        raise NotImplementedError
    def concurrent(self, pairs: List[Tuple[int, int]]) -> List[types.Concurrency]:
        """
        Tells of each pair of steps whether they can run at the same time in one case, in the order asked.
        """
        raise NotImplementedError
    def __enter__(self) -> Self:
        """Returns self"""
        return self

    def __exit__(self, exc_type: type[BaseException] | None, exc_value: BaseException | None, traceback: TracebackType | None) -> bool | None:
        """
        Release this resource.
        """
        raise NotImplementedError
