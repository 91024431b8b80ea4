import Testing

@testable import Records

@Suite("Rollouts as rows")
struct RolloutRowTests {
    static let rollouts = [
        Rollout(
            question: "q\u{E9}", kind: .description, draw: 3, parent: 1, response: "a\n\"b\" 🙂",
            tokenCount: 9, finishReason: .length, seed: .max, seconds: 0.1, answer: "b",
            verdict: .notGradable, statesAnswer: true, isRightButFormat: false, grader: "strict@1",
            rewards: [.init(name: "format", value: 0.5), .init(name: "length", value: 1)],
            provenance: "0123456789ab"),
        Rollout(
            question: "q", draw: 0, response: "", tokenCount: nil, finishReason: .stop,
            verdict: .noAnswerFound),
    ]

    @Test("a rollout reads back as it was", arguments: rollouts)
    func rollout(_ rollout: Rollout) throws {
        #expect(try Rollout(json: rollout.json) == rollout)
    }

    @Test("a rollout of an earlier table, with fewer columns, is one of an answer")
    func earlier() throws {
        let rollout = try Rollout(json: [
            "question": "q", "draw": 2, "response": "x", "tokens": 4, "finish_reason": "stop",
            "verdict": "right",
        ])
        #expect(rollout.kind == .answer)
        #expect(rollout.seed == nil && rollout.grader.isEmpty && rollout.rewards.isEmpty)
    }

    @Test("a column that may be missing is still checked where it is there")
    func mistyped() {
        var row = RolloutRowTests.rollouts[0].json.objectValue ?? []
        for index in row.indices where row[index].name == "seed" { row[index].value = "-1" }
        let fault = #expect(throws: Fault.self) { try Rollout(json: .object(row)) }
        #expect(fault?.message.contains("`seed` holds") == true)
    }

    @Test("groups and missing draws read back as they were")
    func others() throws {
        let group = DrawGroup(question: "q", kind: .blind, asked: 2, wanted: 8, end: .mixed)
        #expect(try DrawGroup(json: group.json) == group)
        let missing = MissingDraw(
            question: "q", kind: .answer, draw: 5, reason: "timeout", detail: "30 s")
        #expect(try MissingDraw(json: missing.json) == missing)
    }

    @Test("what cannot be graded and what never came is neither right nor not")
    func counts() {
        var counts = VerdictCounts()
        for verdict in Verdict.allCases { counts.add(verdict) }
        counts.add(nil)
        #expect(
            counts
                == VerdictCounts(
                    right: 1, notRight: 3, notGradable: 1, missing: 1, noAnswerFound: 1,
                    truncated: 1))
        #expect(counts.decided == 4 && counts.isMixed)
        #expect(!VerdictCounts(right: 8, notGradable: 1, missing: 3).isMixed)
    }
}
