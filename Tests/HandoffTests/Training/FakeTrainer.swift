import Foundation
import Records
import Storage
import TestSupport

@testable import Handoff

/// A phase of three questions for TRL, with a program in TRL's place that asks for rewards as TRL does,
/// writes checkpoints as TRL does, and misbehaves as it is told.
struct FakeTrainer {
    let scratch: TemporaryFolder
    let phase: ExportedPhase
    var run: String { scratch["run"] }
    var log: String { scratch["log"] }

    /// Six steps, a checkpoint every other one.
    ///
    /// - Parameter behaviour: an object: `die` and `stall` at a step, once, `die_again` when it has gone on from
    ///   there; `exit` with a status before
    ///   anything is done; `print` at the beginning, and nothing more; `lose` the weights where it goes on;
    ///   `skip` a question's id; `order` `reversed`; `worker`, one that outlives it; `fail_at_end`, behind
    ///   the last checkpoint; `silent`, without rewards.
    init(_ behaviour: String = "{}") throws {
        scratch = try TemporaryFolder("handoff")
        var handoff = Phase.handoff(.trl)
        handoff.settings.rolloutBatch = 1
        handoff.settings.updateBatch = 1
        handoff.settings.microBatch = 1
        handoff.settings.gpus = 1
        handoff.settings.epochs = 2
        handoff.settings.saveEvery = 2
        guard try Phase().write(handoff, to: scratch["phase"]).isEmpty else {
            throw Fault(.internalError, "the phase is refused")
        }
        phase = try ExportedPhase(folder: scratch["phase"])
        try scratch.write(behaviour, to: "behaviour.json")
        try scratch.write(program: FakeTrainer.program, to: "bin/torchrun")
        try scratch.write(program: FakeTrainer.scorer, to: "bin/pipeline")
    }

    /// A training with this trainer, looked at often.
    func training(stallAfter: Duration? = nil) -> PhaseTraining {
        var training = PhaseTraining(
            phase: phase, run: run, model: nil,
            environment: [
                "PATH=\(scratch["bin"]):/usr/local/bin:/usr/bin:/bin", "LANG=C.UTF-8",
                "PIPELINE=\(scratch["bin"])/pipeline", "SCRATCH=\(scratch.path)",
                "PYTHONDONTWRITEBYTECODE=1",
            ], logPath: log, stallAfter: stallAfter)
        training.interval = .milliseconds(20)
        return training
    }

    func audit() throws -> ConsumptionAudit {
        try ConsumptionAudit(phase, questions: ["q0", "q1", "q2"], run: run)
    }

    private static let scorer = """
        #!/usr/bin/env python3
        import json, sys
        for line in sys.stdin:
            rows = json.loads(line)["responses"]
            scores = [
                {"overall": 1.0, "verdict": "right"} if row["response"] == "right"
                else {"overall": 0.0, "verdict": "wrong"} for row in rows]
            print(json.dumps({"scores": scores}), flush=True)
        """

    private static let program = """
        #!/usr/bin/env python3
        import json, os, signal, sys, time
        scratch, arguments = os.environ["SCRATCH"], sys.argv[1:]
        behaviour = json.load(open(scratch + "/behaviour.json"))

        def value(name):
            return arguments[arguments.index(name) + 1] if name in arguments else None

        def once(name):
            try:
                os.close(os.open(scratch + "/once-" + name, os.O_CREAT | os.O_EXCL))
                return True
            except FileExistsError:
                return False

        with open(scratch + "/calls", "a") as calls:
            calls.write(" ".join(a for a in arguments if a.startswith("--")) + "\\n")
        print(behaviour.get("print", "starting"), flush=True)
        if "print" in behaviour:
            time.sleep(3600)
        if "worker" in behaviour and once("worker"):
            # As torchrun: a worker in a session of its own, which ends only when it is told.
            import subprocess
            worker = subprocess.Popen(["sleep", "3600"], start_new_session=True)
            open(scratch + "/worker", "w").write(str(worker.pid))
        if "exit" in behaviour:
            sys.exit(behaviour["exit"])
        here = os.path.dirname(next(a for a in arguments if a.endswith("train.py")))
        sys.path.insert(0, here)
        import reward
        from settings import GRPO

        group, save = GRPO["num_generations"], value("--save")
        rows = [json.loads(line) for line in open(here + "/data.jsonl")] * GRPO["num_train_epochs"]
        if behaviour.get("order") == "reversed":
            rows.reverse()

        class State:
            global_step = 0

        def checkpoint(step):
            folder = f"{save}/checkpoint-{step}"
            os.makedirs(folder, exist_ok=True)
            torch = b"PK" + b"PK\\5\\6" + bytes(18)
            for name in ("optimizer.pt", "scheduler.pt", "rng_state.pth"):
                open(f"{folder}/{name}", "wb").write(torch)
            header = b'{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}'
            weights = len(header).to_bytes(8, "little") + header + step.to_bytes(4, "little")
            open(folder + "/model.safetensors", "wb").write(weights)
            open(folder + "/config.json", "w").write("{}")
            state = json.dumps({"global_step": step})
            open(folder + "/trainer_state.json", "w").write(state)

        start = int(value("--resume").rsplit("-", 1)[1]) if "--resume" in arguments else 0
        if start and "lose" in behaviour and once("lose"):
            print("There were unexpected keys in the checkpoint model loaded: ['w'].", flush=True)
        for step in range(start, len(rows)):
            State.global_step = step
            label = rows[step]["label"]
            skipped = json.loads(label)["qid"] == behaviour.get("skip")
            if not behaviour.get("silent") and not skipped:
                texts = ["right" if place < 3 else "wrong" for place in range(group)]
                reward.trl(
                    [[{"content": text}] for text in texts], [[1]] * group, [label] * group,
                    trainer_state=State)
            if step == behaviour.get("die_again") and start == step and once("again"):
                os.kill(os.getpid(), signal.SIGKILL)
            if step == behaviour.get("die") and once("die"):
                os.kill(os.getpid(), signal.SIGKILL)
            if step == behaviour.get("stall") and once("stall"):
                time.sleep(3600)
            with open(os.path.dirname(save) + "/metrics.jsonl", "a") as metrics:
                metrics.write(json.dumps({"step": step + 1, "loss": 0.5, "reward": 0.375}) + "\\n")
            if (step + 1) % GRPO["save_steps"] == 0:
                checkpoint(step + 1)
        if "fail_at_end" in behaviour:
            sys.exit(behaviour["fail_at_end"])
        """
}
