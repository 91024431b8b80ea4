"""Does the ranges of a task as Ray tasks: the entrypoint of the job that `pipeline` sends.

    python3 fan_out.py    with the task's folder in PIPELINE_TASK

A range is one process of the worker, on whatever node has room for it. Ray starts one anew whose node
or worker was lost, or killed for want of memory; nothing else is tried again here, since whoever sent
the task looks what was published. `ray.jsonl` tells which ranges have ended and how, a line each.
"""

import ctypes
import json
import os
import signal
import subprocess
import sys
import time

# How often a range is started anew that was lost with its node, or killed for want of memory: without
# this, Ray would never give up on the latter.
RETRIES = 2
os.environ["RAY_task_oom_retries"] = str(RETRIES)

import ray  # noqa: E402

TASK = os.environ["PIPELINE_TASK"]
PR_SET_PDEATHSIG = 1
# How long a range that is taken back may take to end, in seconds; Ray gives a stopped job three.
GRACE = 2
# How often it is looked whether there is a node for what waits, in seconds.
LOOK = 30


def read(name):
    with open(os.path.join(TASK, name), encoding="utf-8") as file:
        return json.load(file)


def work(task, words, options, number):
    """Does a range, and returns its exit status; negative for a signal."""
    libc = ctypes.CDLL(None)

    def follow():
        # A worker of Ray that is killed takes what it has started with it.
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)

    with open(os.path.join(task, "logs", f"{number}.log"), "ab") as log:
        process = subprocess.Popen(
            [*words, task, str(number), *options],
            cwd=task,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            preexec_fn=follow,
        )
    try:
        # Only with a bound does it look for interrupts meanwhile.
        while True:
            try:
                return process.wait(timeout=60)
            except subprocess.TimeoutExpired:
                pass
    finally:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(timeout=GRACE)
            finally:
                process.kill()


def says(status):
    return f"exit status {status}" if status >= 0 else f"signal {-status}"


def missing(wanted):
    """What no node has, as a sentence; None where one has all."""
    nodes = [node["Resources"] for node in ray.nodes() if node["Alive"]]
    if any(all(node.get(name, 0) >= count for name, count in wanted.items()) for node in nodes):
        return None
    text = ", ".join(f"{name} {count:g}" for name, count in sorted(wanted.items()))
    return f"no node has what a range wants ({text})"


class FanOut:
    def __init__(self, asked, ends):
        self.ends = ends
        self.at_once = asked["at_once"]
        self.words = asked["worker"]
        self.options = asked["options"]
        self.waiting = list(range(asked["ranges"]))[::-1]
        self.live = {}
        self.is_stopped = False
        self.taken_back = set()
        signal.signal(signal.SIGTERM, self.stop)
        resources = {resource["name"]: resource["count"] for resource in asked["resources"]}
        wanted = {
            "CPU": asked["cpus"],
            "GPU": asked["gpus"],
            "memory": asked["memory"],
            **resources,
        }
        self.wanted = {name: count for name, count in wanted.items() if count}
        self.warning = None
        self.looked = None
        self.work = ray.remote(
            num_cpus=asked["cpus"],
            num_gpus=asked["gpus"],
            memory=asked["memory"] or None,
            resources=resources,
            max_retries=RETRIES,
        )(work)

    def say(self, line):
        self.ends.write(json.dumps(line) + "\n")
        self.ends.flush()

    def stop(self, *_):
        self.is_stopped = True

    def start(self):
        while self.waiting and len(self.live) < self.at_once:
            number = self.waiting.pop()
            self.live[self.work.remote(TASK, self.words, self.options, number)] = number

    def collect(self):
        done, _ = ray.wait(list(self.live), num_returns=1, timeout=0.5)
        for reference in done:
            number = self.live.pop(reference)
            try:
                end = says(ray.get(reference))
            except Exception as error:  # Whatever it is, the range is over.
                lines = str(error).split("\n")
                end = f"{type(error).__name__}: {lines[-1] or lines[0]}"[:400]
            self.say({"range": number, "end": end})

    def obey(self):
        """Does what whoever sent the task wishes by now."""
        if self.is_stopped or os.path.exists(os.path.join(TASK, "stop")):
            for number in self.waiting:
                self.say({"range": number, "end": "not started"})
            self.waiting = []
            # What has begun ends after the unit it is at, unless the job is to end now.
            self.cancel(
                lambda number: self.is_stopped
                or not os.path.exists(os.path.join(TASK, "logs", f"{number}.log"))
            )
        unwanted = os.path.join(TASK, "cancel")
        if os.path.isdir(unwanted):
            names = set(os.listdir(unwanted))
            for number in [n for n in self.waiting if str(n) in names]:
                self.waiting.remove(number)
                self.say({"range": number, "end": "not started"})
            self.cancel(lambda number: str(number) in names)

    def cancel(self, is_unwanted):
        for reference, number in self.live.items():
            # Once: another interrupt would hit a range that is cleaning up.
            if number not in self.taken_back and is_unwanted(number):
                self.taken_back.add(number)
                ray.cancel(reference)

    def look(self):
        """Says why ranges wait for ever, or no longer do."""
        now = time.monotonic()
        if self.looked is not None and now - self.looked < LOOK:
            return
        self.looked = now
        warning = missing(self.wanted)
        if warning != self.warning:
            self.warning = warning
            self.say({"warning": warning})

    def run(self):
        while self.waiting or self.live:
            self.obey()
            self.look()
            self.start()
            if self.live:
                self.collect()


def main():
    ray.init(address="auto", log_to_driver=False)
    with open(os.path.join(TASK, "ray.jsonl"), "a", encoding="utf-8") as ends:
        FanOut(read("ray.json"), ends).run()


if __name__ == "__main__":
    sys.exit(main())
