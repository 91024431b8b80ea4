import Foundation
import Records
import Storage
import TestSupport
import Testing

@testable import Handoff

/// `reward.py`, called by CPython as the trainers call it. A program in the place of `pipeline score`
/// writes down what it is asked and says how long each response is.
@Suite struct RewardModuleTests {
    private struct Module {
        let scratch = try? TemporaryFolder("handoff")
        var folder: String { scratch?.path ?? "" }

        init() throws {
            let scratch = try #require(scratch)
            try RewardModule.write(Phase.reward, to: scratch.path)
            try scratch.write(
                program: """
                    #!/usr/bin/env python3
                    import json, os, sys
                    assert sys.argv[1] == "score", sys.argv
                    assert json.load(open(sys.argv[2]))["format"] == "pebr"
                    here = os.path.dirname(os.path.abspath(__file__))
                    with open(here + "/starts", "a") as starts:
                        starts.write("x")
                    for line in sys.stdin:
                        with open(here + "/asked", "a") as asked:
                            asked.write(line)
                        rows = json.loads(line)["responses"]
                        for row in rows:
                            row["said"] = row.get("query") or row["response"]
                        if rows[0]["said"] == "die":
                            sys.exit(3)
                        if rows[0]["said"] == "die once" and os.path.getsize(here + "/starts") < 2:
                            sys.exit(3)
                        if rows[0]["said"] == "bad":
                            print('{"error": "a bad one"}', flush=True)
                            continue
                        scores = [{"overall": len(row["said"]), "verdict": "wrong", "accuracy": 1} for row in rows]
                        print(json.dumps({"scores": scores}), flush=True)
                    """, to: "pipeline")
        }

        /// Runs lines of Python that know the module as `reward`, and a label as `label`.
        func run(_ lines: String, hasLog: Bool = true) throws -> ProgramEnd {
            let program = """
                import json, sys
                sys.path.insert(0, \(JSONValue.string(folder).serialized))
                \(RewardModuleTests.stubs)
                import reward
                def label(qid="q", **more):
                    return json.dumps({"answer": "4", "qid": qid, "phase": "p", **more})
                def show(value):
                    print(json.dumps(value))
                \(lines)
                """
            var environment = ["PIPELINE": "\(folder)/pipeline"]
            if hasLog { environment["PIPELINE_REWARD_LOG"] = "\(folder)/log" }
            return try ProgramEnd.run(["python3", "-c", program], environment: environment)
        }

        func rows(_ name: String) throws -> [JSONValue] {
            try FileSystem.read("\(folder)/\(name)").split(separator: 10)
                .map { try JSONReader.parse(Array($0), file: name) }
        }
    }

    /// As much of PyTorch and ms-swift as the module takes from them.
    private static let stubs = """
        import types
        torch = types.ModuleType("torch")
        torch.tensor = lambda values, dtype=None: list(values)
        torch.float32 = "float32"
        rewards = types.ModuleType("swift.rewards")
        rewards.ORM = object
        rewards.orms = {}
        sys.modules.update({"torch": torch, "swift": types.ModuleType("swift"), "swift.rewards": rewards})
        """

    struct Call: Sendable {
        var python: String
        var said: String
        var asked: String
        var logged: String = #"{"step":null,"qid":"q","score":3,"verdict":"wrong"}"#
    }

    @Test(arguments: [
        Call(
            python: """
                rows = [{"response": "abc", "response_length": 7, "ground_truth": label()}]
                show(reward.easyr1(rows, max_tokens=8))
                """, said: #"[{"overall": 3, "accuracy": 1}]"#,
            asked: #"{"response":"abc","finish_reason":"stop","answer":"4","tokens":7}"#),
        Call(
            python: """
                row = {"response": "abc", "response_length": 8, "ground_truth": label()}
                show(reward.easyr1(row, max_tokens=8))
                """, said: #"{"overall": 3, "accuracy": 1}"#,
            asked: #"{"response":"abc","finish_reason":"length","answer":"4","tokens":8}"#),
        Call(
            python: """
                show(reward.easyr1_vision_sr1(["abc<|im_end|>"], [label()], ["What?<image>"],
                    ["<think>t</think>4"]))
                """, said: #"[{"overall": 13, "accuracy": 1}]"#,
            asked:
                #"{"query":"abc<|im_end|>","prompt":"","answer":"4","description_answer":"<think>t</think>4"}"#,
            logged: #"{"step":null,"qid":"q","score":13,"verdict":"wrong"}"#),
        Call(
            python: """
                show(reward.verl("pipeline", "abc", label(), {"index": 0}, other=1))
                """, said: #"{"score": 3, "accuracy": 1}"#,
            asked: #"{"response":"abc","finish_reason":"stop","answer":"4"}"#),
        Call(
            python: """
                state = types.SimpleNamespace(global_step=5)
                turns = [[{"role": "assistant", "content": "abc"}]]
                show(reward.trl(completions=turns, completion_ids=[[1, 2]], label=[label()],
                    prompts=[[]], trainer_state=state, max_tokens=9))
                """, said: "[3]",
            asked: #"{"response":"abc","finish_reason":"stop","answer":"4","tokens":2}"#,
            logged: #"{"step":5,"qid":"q","score":3,"verdict":"wrong"}"#),
        Call(
            python: """
                grade = rewards.orms["pipeline"]()
                show(grade(["abc"], solution=[label()], is_truncated=[True],
                    response_token_ids=[[[1, 2], [3]]], messages=[[]]))
                """, said: "[3]",
            asked: #"{"response":"abc","finish_reason":"length","answer":"4","tokens":3}"#),
        Call(
            python: """
                show(reward.reward_func(["What?abc"], ["What?"], [label(choices=["a"], keywords=["b"])]))
                """,
            said: #"{"rewards": [8], "scores": [8], "extra_logs": {"accuracy": [1]}}"#,
            asked:
                #"{"query":"What?abc","prompt":"What?","answer":"4","choices":["a"],"keywords":["b"]}"#,
            logged: #"{"step":null,"qid":"q","score":8,"verdict":"wrong"}"#),
    ])
    func `a trainer's call becomes a line, and the answer what it wants`(_ call: Call) throws {
        let module = try Module()
        let end = try module.run(call.python)
        #expect(end.status == 0, "\(end.errors)")
        #expect(end.output == call.said + "\n")
        let asked = try module.rows("asked").map(\.serialized)
        #expect(asked == [#"{"responses":[\#(call.asked)]}"#])
        #expect(try module.rows("log").map(\.serialized) == [call.logged])
    }

    @Test func `pictures that a label names are given with their whole paths`() throws {
        let module = try Module()
        let end = try module.run(
            #"reward.verl("s", "abc", label(pictures=["images/a.png", "images/b.jpg"]))"#)
        #expect(end.status == 0, "\(end.errors)")
        let asked = try module.rows("asked").first?["responses"]?.arrayValue?.first
        #expect(
            asked?["pictures"]?.strings == [
                "\(module.folder)/images/a.png", "\(module.folder)/images/b.jpg",
            ])
    }

    @Test func `one process scores all calls, and a fork has its own`() throws {
        let module = try Module()
        let end = try module.run(
            """
            import os
            for number in range(3):
                reward.verl("s", "abc", label(f"q{number}"))
            if os.fork() == 0:
                reward.verl("s", "abcd", label("fork"))
                os._exit(0)
            os.wait()
            reward.verl("s", "abcde", label("last"))
            """)
        #expect(end.status == 0, "\(end.errors)")
        #expect(try FileSystem.read("\(module.folder)/starts").count == 2)
        let logged = try module.rows("log").compactMap { $0["qid"]?.stringValue }
        #expect(logged == ["q0", "q1", "q2", "fork", "last"])
    }

    @Test func `many processes and threads log whole lines`() throws {
        let module = try Module()
        let end = try module.run(
            """
            import multiprocessing, threading
            def work(name):
                for number in range(20):
                    rows = [{"response": "abc", "response_length": 1, "ground_truth": label(name * 50)}]
                    reward.easyr1(rows * 8)
            def threads(name):
                each = [threading.Thread(target=work, args=(name,)) for _ in range(2)]
                [t.start() for t in each]; [t.join() for t in each]
            context = multiprocessing.get_context("fork")
            each = [context.Process(target=threads, args=(name,)) for name in "abc"]
            [p.start() for p in each]; [p.join() for p in each]
            sys.exit(any(p.exitcode for p in each))
            """)
        #expect(end.status == 0, "\(end.errors)")
        let rows = try module.rows("log")
        #expect(rows.count == 3 * 2 * 20 * 8)
        #expect(rows.allSatisfy { $0["score"]?.integerValue == 3 })
    }

    @Test func `a process that dies is started anew once`() throws {
        let module = try Module()
        let end = try module.run(#"show(reward.verl("s", "die once", label()))"#)
        #expect(end.status == 0, "\(end.errors)")
        let dead = try Module().run(#"reward.verl("s", "die", label())"#)
        #expect(dead.status == 1)
        #expect(dead.errors.contains("`pipeline score` ended with status 3"))
    }

    @Test func `an error of the grader ends the call and logs nothing`() throws {
        let module = try Module()
        let end = try module.run(#"reward.verl("s", "bad", label())"#)
        #expect(end.status == 1)
        #expect(end.errors.contains("`pipeline score`: a bad one"))
        #expect(try FileSystem.status("\(module.folder)/log") == nil)
    }

    @Test func `rows to validate on are scored, and not logged`() throws {
        let module = try Module()
        let end = try module.run(#"show(reward.verl("s", "abc", label(validation=True)))"#)
        #expect(end.output.contains(#""score": 3"#))
        #expect(try FileSystem.status("\(module.folder)/log") == nil)
    }

    @Test func `nothing is scored without a log`() throws {
        let end = try Module().run(#"reward.verl("s", "abc", label())"#, hasLog: false)
        #expect(end.status == 1)
        #expect(end.errors.contains("PIPELINE_REWARD_LOG is not set"))
    }
}
