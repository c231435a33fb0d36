#!/usr/bin/env python3
"""Measures handoff beside bpmnlint: the same files, alternating in one run, CPU time, wall time and peak memory.

    cargo build --profile dist && python3 tests/bench/compare.py [--corpus DIR] [--runs N]

bpmnlint is installed from npm into target/bench once. CPU time is user plus system of the process and what it waited
for; medians are printed, with the ratio to handoff.
"""

import argparse
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
HANDOFF = ROOT / "target/dist/handoff"
LINT_HOME = ROOT / "target/bench"
LINT_VERSION = "11.15"


def measure(command, cwd, env):
    """Runs a command once; returns (wall seconds, CPU seconds, peak MiB)."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=cwd, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    code = os.waitstatus_to_exitcode(status)
    process.returncode = code
    if code not in (0, 1, 2):
        sys.exit(f"{command[0]} ended with {code}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def row(name, files, runs, lint, warm):
    """Prints one line a tool: medians over alternating runs."""
    ours, theirs = [], []
    env = dict(os.environ, HANDOFF_CACHE_DIR=str(warm))
    command = [str(HANDOFF), "check", "--isolated", "--quiet", "--fail-on", "never", *files]
    measure(command, ROOT, env)
    for _ in range(runs):
        ours.append(measure(command, ROOT, env))
        if lint:
            theirs.append(measure([str(LINT_HOME / "node_modules/.bin/bpmnlint"), *files], LINT_HOME, os.environ))
    report(name, "handoff", ours, ours)
    if theirs:
        report(name, "bpmnlint", theirs, ours)


def report(name, tool, samples, base):
    wall, cpu, memory = (statistics.median(column) for column in zip(*samples))
    ratio = cpu / statistics.median(sample[1] for sample in base)
    print(f"{name:28} {tool:9} wall {wall * 1000:9.1f} ms   cpu {cpu * 1000:9.1f} ms   peak {memory:6.1f} MiB   cpu ratio {ratio:6.1f}")


def cold(files, runs):
    """One file with an empty artefact cache: the built-in rules are compiled."""
    samples = []
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as fresh:
            env = dict(os.environ, HANDOFF_CACHE_DIR=fresh)
            samples.append(measure([str(HANDOFF), "check", "--isolated", "--quiet", "--fail-on", "never", *files], ROOT, env))
    report("one file, cold cache", "handoff", samples, samples)


def long_process(folder, steps):
    """Writes one process of many tasks in a row, each reading what the one before wrote."""
    path = folder / f"row-{steps}.bpmn"
    parts = ['<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t"><process id="p">',
             '<startEvent id="s"/><sequenceFlow id="f0" sourceRef="s" targetRef="t1"/>']
    for step in range(1, steps + 1):
        parts.append(f'<task id="t{step}" name="Task {step}"/><sequenceFlow id="f{step}" sourceRef="t{step}" targetRef="{"t%d" % (step + 1) if step < steps else "e"}"/>')
    parts.append('<endEvent id="e"/></process></definitions>')
    path.write_text("".join(parts))
    return path


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--corpus", type=pathlib.Path, default=ROOT.parent / "shared/corpus")
    arguments.add_argument("--runs", type=int, default=7)
    arguments.add_argument("--no-bpmnlint", action="store_true", help="measure handoff alone")
    options = arguments.parse_args()
    lint = not options.no_bpmnlint
    if lint and not (LINT_HOME / "node_modules/.bin/bpmnlint").exists():
        LINT_HOME.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "install", "--silent", "--prefix", str(LINT_HOME), f"bpmnlint@{LINT_VERSION}"], check=True)
    if lint:
        (LINT_HOME / ".bpmnlintrc").write_text('{"extends": "bpmnlint:recommended"}')
    one = [str(ROOT / "tests/exports/order-to-delivery/exports/order.bpmn")]
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        warm = scratch / "cache"
        cold(one, options.runs)
        row("one file, warm cache", one, options.runs, lint, warm)
        row("20,000 tasks in a row", [str(long_process(scratch, 20_000))], max(3, options.runs // 2), lint, warm)
        if options.corpus.is_dir():
            smoke = [str(options.corpus / line) for line in (options.corpus / "smoke.txt").read_text().split("\n") if line]
            xml = [path for path in smoke if path.startswith(str(options.corpus / "bpmn"))]
            every = sorted(str(path) for path in (options.corpus / "bpmn").rglob("*") if path.is_file())
            row(f"smoke set, {len(xml)} BPMN files", xml, options.runs, lint, warm)
            row(f"corpus, {len(every)} BPMN files", every, max(3, options.runs // 2), lint, warm)
        else:
            print(f"SKIPPED: no corpus at {options.corpus}")


if __name__ == "__main__":
    main()
