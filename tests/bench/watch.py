#!/usr/bin/env python3
"""Measures watch mode: from a save to the last byte of the verdict, and what memory the program holds meanwhile.

    cargo build --profile dist && python3 tests/bench/watch.py [--saves N] [--exports N] [--corpus DIR] [--handoff PATH]

The release program runs `watch --json` over a landscape of exports and a configuration, both made here; with
`--corpus`, over copies of the first real exports of that folder instead. Exports are saved one at a time, chosen at
random among a few that are spread over the landscape, half by writing into the file and half by renaming another over it, each time with another content. The time
counts from before the file is opened (or renamed) to the newline of the event. Resident memory is read from /proc, so
that this needs Linux.
"""

import argparse
import json
import os
import pathlib
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
DEPARTMENTS = "Sales,Order desk,Engineering,Purchasing,Production,Quality,Warehouse,Shipping,Billing,Accounting,Legal,Service".split(",")
VERBS = "Check,Enter,Approve,Prepare,Calculate,Record,Compare,Book,Print,Archive,Plan,Release,Inspect,Sign,Update".split(",")
OBJECTS = ("order,invoice,quote,delivery address,drawing,contract,claim,parcel,price list,credit limit,stock level,work plan,"
           "delivery note,test report,customs form,payment,complaint,spare part,route,appointment").split(",")
PLACES = "Lyon,Graz,Leeds,Porto,Turku,Ghent,Basel,Brno,Vigo,Lund".split(",")
CONFIGURATION = """customers = ["Customer"]
partners = ["Carrier"]
[[department]]
name = "Shipping"
aliases = ["Dispatch*"]
[[contract]]
department = "Shipping"
requires = [{ item = "Delivery address", from = "Sales" }, { item = "Delivery note" }]
[[contract]]
department = "Billing"
requires = ["Price list"]
[[contract]]
step = "Approve drawing*"
requires = [{ item = "Drawing" }]
[[source]]
item = "Payment"
[[ignore]]
rule = "data/unused-output"
item = "Route"
reason = "routes are looked up elsewhere"
"""


def text(number, variant, cluster):
    """Writes an export of 30 to 60 steps: lanes, items, messages that lead to the next file of its cluster."""
    dice = random.Random(number)
    first, size = cluster
    name = f"{dice.choice(OBJECTS).capitalize()} handling {PLACES[first % len(PLACES)]} {number}"
    lanes = dice.sample(DEPARTMENTS, dice.randint(3, 6))
    count, handled = dice.randint(30, 60), dice.sample(OBJECTS, 6)
    steps, flows, items, reads, writes, messages = [], [], {}, [], [], []
    previous, opened = None, []

    def add(kind, label):
        nonlocal previous
        steps.append((f"s{number}_{len(steps)}", kind, label, lanes[min(len(steps) * len(lanes) // count, len(lanes) - 1)]))
        if previous is not None:
            flows.append((previous, len(steps) - 1))
        previous = len(steps) - 1
        return previous

    add("startEvent", "Order placed" if number == first else f"Case {number - 1} arrived")
    while len(steps) < count:
        if opened and dice.random() < 0.25:
            split, way = opened.pop()
            join = add("exclusiveGateway", "")
            flows.append((way, join))
        elif not opened and dice.random() < 0.15:
            split = add("exclusiveGateway", f"{dice.choice(OBJECTS).capitalize()} complete?")
            way = add("userTask", f"{dice.choice(VERBS)} {dice.choice(OBJECTS)} again")
            previous = split
            opened.append((split, way))
        else:
            item = dice.choice(handled)
            step = add("userTask", f"{dice.choice(VERBS)} {item} {dice.choice(['', 'of ' + PLACES[number % len(PLACES)], 'by hand'])}".strip())
            if dice.random() < 0.35:
                items.setdefault(item, f"d{number}_{len(items)}")
                (reads if any(known == item for known, _ in writes) and dice.random() < 0.85 else writes).append((item, step))
    while opened:
        _, way = opened.pop()
        flows.append((way, add("exclusiveGateway", "")))
    end = add("endEvent", f"{dice.choice(OBJECTS).capitalize()} done")
    told = next(index for index, step in enumerate(steps) if step[1] == "userTask")
    messages.append(("Confirmation", steps[told][0], "customer"))
    onward = number + 1 < first + size
    if onward:
        messages.append((f"Case {number}", steps[end - 1][0], "onward"))
    # What a save changes: an item is no longer made, a label is another, a way around a step appears.
    if variant % 4 == 1 and writes:
        del writes[variant // 4 % len(writes)]
    elif variant % 4 == 2:
        at = [index for index, step in enumerate(steps) if step[1] == "userTask"][variant // 4 % 5]
        steps[at] = (*steps[at][:2], f"{steps[at][2]} now", steps[at][3])
    elif variant % 4 == 3:
        at = variant // 4 % (len(steps) - 3)
        flows.append((at, at + 2))
    return render(name, number, steps, flows, items, reads, writes, messages, onward and onward_name(number + 1, first))


def onward_name(number, first):
    return f"{random.Random(number).choice(OBJECTS).capitalize()} handling {PLACES[first % len(PLACES)]} {number}"


def render(name, number, steps, flows, items, reads, writes, messages, onward):
    """Writes it down as a modeller does: with extension attributes left out, and with the diagram."""
    out = ['<?xml version="1.0" encoding="UTF-8"?>\n<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" '
           f'id="D{number}" targetNamespace="http://example.com/{number}" exporter="handoff bench" exporterVersion="1">\n <bpmn:collaboration id="C{number}">\n'
           f'  <bpmn:participant id="pool{number}" name="{name}" processRef="Process_{number}" />\n  <bpmn:participant id="customer" name="Customer" />\n']
    if onward:
        out.append(f'  <bpmn:participant id="onward" name="{onward}" />\n')
    for index, (label, source, target) in enumerate(messages):
        out.append(f'  <bpmn:messageFlow id="m{number}_{index}" name="{label}" sourceRef="{source}" targetRef="{target}" />\n')
    out.append(f' </bpmn:collaboration>\n <bpmn:process id="Process_{number}" name="{name}">\n  <bpmn:laneSet id="L{number}">\n')
    for lane in dict.fromkeys(step[3] for step in steps):
        inside = "".join(f"    <bpmn:flowNodeRef>{step[0]}</bpmn:flowNodeRef>\n" for step in steps if step[3] == lane)
        out.append(f'   <bpmn:lane id="lane{number}_{lane[:4].strip()}" name="{lane}">\n{inside}   </bpmn:lane>\n')
    out.append("  </bpmn:laneSet>\n")
    for item, identity in items.items():
        out.append(f'  <bpmn:dataObjectReference id="{identity}" name="{item.capitalize()}" dataObjectRef="{identity}_o" />\n  <bpmn:dataObject id="{identity}_o" />\n')
    for index, (identity, kind, label, _) in enumerate(steps):
        out.append(f'  <bpmn:{kind} id="{identity}" name="{label}">\n')
        out.extend(f"   <bpmn:incoming>f{number}_{at}</bpmn:incoming>\n" for at, flow in enumerate(flows) if flow[1] == index)
        out.extend(f"   <bpmn:outgoing>f{number}_{at}</bpmn:outgoing>\n" for at, flow in enumerate(flows) if flow[0] == index)
        for at, (item, _) in enumerate(read for read in reads if read[1] == index):
            out.append(f'   <bpmn:property id="{identity}_p{at}" name="__targetRef_placeholder" />\n   <bpmn:dataInputAssociation id="{identity}_i{at}">\n'
                       f"    <bpmn:sourceRef>{items[item]}</bpmn:sourceRef>\n    <bpmn:targetRef>{identity}_p{at}</bpmn:targetRef>\n   </bpmn:dataInputAssociation>\n")
        for at, (item, _) in enumerate(write for write in writes if write[1] == index):
            out.append(f'   <bpmn:dataOutputAssociation id="{identity}_w{at}">\n    <bpmn:targetRef>{items[item]}</bpmn:targetRef>\n   </bpmn:dataOutputAssociation>\n')
        if kind == "startEvent":
            out.append(f'   <bpmn:messageEventDefinition id="{identity}_e" />\n')
        out.append(f"  </bpmn:{kind}>\n")
    out.extend(f'  <bpmn:sequenceFlow id="f{number}_{at}" sourceRef="{steps[source][0]}" targetRef="{steps[target][0]}" />\n' for at, (source, target) in enumerate(flows))
    out.append(f' </bpmn:process>\n <bpmndi:BPMNDiagram id="dia">\n  <bpmndi:BPMNPlane id="plane" bpmnElement="C{number}">\n')
    for index, step in enumerate(steps):
        out.append(f'   <bpmndi:BPMNShape id="{step[0]}_di" bpmnElement="{step[0]}">\n    <dc:Bounds x="{160 + index * 150}" y="{80 + index % 4 * 120}" width="100" height="80" />\n   </bpmndi:BPMNShape>\n')
    for at, (source, target) in enumerate(flows):
        out.append(f'   <bpmndi:BPMNEdge id="f{number}_{at}_di" bpmnElement="f{number}_{at}">\n    <di:waypoint x="{260 + source * 150}" y="120" />\n    <di:waypoint x="{160 + target * 150}" y="120" />\n   </bpmndi:BPMNEdge>\n')
    out.append("  </bpmndi:BPMNPlane>\n </bpmndi:BPMNDiagram>\n</bpmn:definitions>\n")
    return "".join(out).encode()


class Made:
    """A landscape that is made here: folders of twenty exports, most alone or in small groups that hang together."""

    def __init__(self, folder, count):
        dice, self.clusters = random.Random(0), []
        while len(self.clusters) < count:
            size = min(dice.choice([1, 1, 1, 2, 2, 3, 4, 6, 12]), count - len(self.clusters))
            self.clusters.extend([(len(self.clusters), size)] * size)
        self.paths = [folder / f"area-{number // 20:02}/process-{number:04}.bpmn" for number in range(count)]
        self.contents = [text(number, 0, self.clusters[number]) for number in range(count)]
        for path, content in zip(self.paths, self.contents):
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)

    def other(self, number, dice):
        """Returns another content of an export than it has."""
        before = self.contents[number]
        while self.contents[number] == before:
            self.contents[number] = text(number, dice.randrange(16), self.clusters[number])
        return self.contents[number]


class Real:
    """Copies of real exports, in the folders they come from."""

    NAME = re.compile(rb' name="[A-Za-z ]{4,}"')

    def __init__(self, folder, count, corpus):
        found = sorted(path for path in (corpus / "bpmn").rglob("*") if path.suffix == ".bpmn" and path.is_file())
        self.paths, self.originals, self.changed = [], [], []
        for path in found:
            content = path.read_bytes()
            if self.NAME.search(content) and len(self.paths) < count:
                copy = folder / path.relative_to(corpus)
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_bytes(content)
                self.paths.append(copy)
                self.originals.append(content)
                self.changed.append(False)

    def other(self, number, dice):
        """Returns the original, or the original with another label."""
        original = self.originals[number]
        self.changed[number] = not self.changed[number]
        if not self.changed[number]:
            return original
        match = dice.choice(list(self.NAME.finditer(original)))
        return original[: match.end() - 1] + b" now" + original[match.end() - 1 :]


def save(path, content, by_rename):
    """Saves as programs do; returns when it began."""
    if not by_rename:
        begun = time.perf_counter()
        path.write_bytes(content)
        return begun
    beside = path.with_name(f".{path.name}.tmp")
    beside.write_bytes(content)
    begun = time.perf_counter()
    beside.rename(path)
    return begun


def resident(process):
    """Returns the resident memory in MiB."""
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024


def processor(process):
    """Returns the processor time so far, in milliseconds."""
    fields = pathlib.Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def row(name, samples):
    ordered = sorted(samples)
    at = lambda share: ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000
    print(f"{name:10} {len(ordered):6} saves   p50 {statistics.median(ordered) * 1000:6.1f} ms   p90 {at(0.9):6.1f} ms   p99 {at(0.99):6.1f} ms   max {ordered[-1] * 1000:6.1f} ms", flush=True)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--saves", type=int, default=10_000)
    arguments.add_argument("--exports", type=int, default=1_000)
    arguments.add_argument("--corpus", type=pathlib.Path)
    arguments.add_argument("--handoff", type=pathlib.Path, default=ROOT / "target/dist/handoff")
    arguments.add_argument("--spread", type=int, default=25, help="how many exports the saves go to: what one person works on")
    arguments.add_argument("--pause", type=float, default=0.03, help="seconds between saves, on average")
    options = arguments.parse_args()
    dice = random.Random(1)
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        exports = scratch / "exports"
        exports.mkdir()
        (scratch / "handoff.toml").write_text(CONFIGURATION)
        landscape = Real(exports, options.exports, options.corpus) if options.corpus else Made(exports, options.exports)
        size = sum(path.stat().st_size for path in landscape.paths)
        env = dict(os.environ, HANDOFF_CACHE_DIR=str(scratch / "cache"))
        command = [str(options.handoff.resolve()), "watch", "exports", "--json"]
        begun = time.perf_counter()
        with subprocess.Popen(command, cwd=scratch, env=env, stdout=subprocess.PIPE) as process:
            first = json.loads(process.stdout.readline())
            print(f"{len(landscape.paths)} exports, {size / 2**20:.1f} MiB, first state after {(time.perf_counter() - begun) * 1000:.0f} ms: {json.dumps(first['summary'])}", flush=True)
            time.sleep(1)
            samples, torn, lengths, spent = {True: [], False: []}, 0, [], processor(process)
            saved = dice.sample(range(len(landscape.paths)), options.spread)
            for number in range(options.saves):
                time.sleep(dice.uniform(0, 2 * options.pause))
                at, by_rename = dice.choice(saved), dice.random() < 0.5
                begun = save(landscape.paths[at], landscape.other(at, dice), by_rename)
                while True:
                    line = process.stdout.readline()
                    if not line:
                        sys.exit("handoff ended")
                    if line.startswith(b'{"event":"state"'):
                        break
                    torn += 1
                samples[by_rename].append(time.perf_counter() - begun)
                lengths.append(len(line))
                if number % 500 == 499:
                    print(f"after {number + 1:6} saves: {resident(process):6.1f} MiB resident", flush=True)
            spent = processor(process) - spent
            row("by write", samples[False])
            row("by rename", samples[True])
            row("all", samples[True] + samples[False])
            print(f"processor time {spent / options.saves:.1f} ms a save; events of {statistics.median(lengths):.0f} bytes; {torn} files were met half-written")
            process.terminate()
            sys.exit(process.wait())


if __name__ == "__main__":
    main()
