import Engine
import Records
import Storage
import TestSupport
import Testing

@testable import Commands

/// What `plan`, `explain`, `status` and `diff` print, compared with `Golden/NAME.txt`.
@Suite struct PlanGoldenTests {
    private static func digests(_ first: String) -> JSONValue {
        .array(
            (0..<5).map {
                [.string("part-\($0).jsonl"), .string(String(repeating: first, count: 64))]
            })
    }

    /// A row of stages, and what is done to them.
    private static func stages(
        _ change: (inout [ScriptedStage]) -> Void = { _ in }
    ) -> [ScriptedStage] {
        var ingest = ScriptedStage("ingest")
        ingest.kind = "ingest"
        ingest.content = digests("a")
        ingest.units = ["a", "b", "c"]
        var rollouts = ScriptedStage("rollouts", reads: ["ingest"])
        rollouts.parameters = ["settings": ["n": 4, "temperature": 1]]
        rollouts.usesSeed = true
        rollouts.details = ["right": 10, "share": .real(0.5), "summary": ["10 right"]]
        let labels = ScriptedStage("labels", reads: ["rollouts"])
        var stages = [ingest, rollouts, labels]
        change(&stages)
        return stages
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var seed: UInt64 = 0
        /// What is done between the run and the plan.
        var meanwhile: @Sendable (ScratchFolder) throws -> Void = { _ in }
        var change: @Sendable (inout [ScriptedStage]) -> Void = { _ in }
        var testDescription: String { name }
    }

    private static func artifact(_ stage: String, in scratch: ScratchFolder) throws -> String {
        try FileSystem.realPath("\(scratch.workspace.run("small").stagesFolder)/\(stage)")
    }

    static let cases = [
        Case(name: "nothing-to-do"),
        Case(
            name: "parameter",
            change: { $0[1].parameters = ["settings": ["n": 8, "temperature": 1]] }),
        Case(name: "seed", seed: 1),
        Case(name: "files", change: { $0[0].content = Self.digests("b") }),
        Case(name: "code", change: { $0[2].behaviourVersion = 4 }),
        Case(
            name: "many",
            change: {
                $0[1].parameters = [
                    "settings": ["n": 8, "temperature": 2, "limit": 3, "split": "x"]
                ]
                $0[1].behaviourVersion = 2
                $0[1].content = "\u{1B}[2J"
            }),
        Case(
            name: "gone",
            meanwhile: { try FileSystem.remove(try Self.artifact("rollouts", in: $0)) }),
        Case(
            name: "damaged",
            meanwhile: {
                let folder = try Self.artifact("labels", in: $0)
                try FileSystem.write([], to: "\(folder)/all.txt")
            }),
        Case(
            name: "another-stage", change: { $0.append(ScriptedStage("export", reads: ["labels"])) }
        ),
    ]

    @Test(arguments: cases)
    func `a plan says what will run and why`(test: Case) async throws {
        let scratch = try ScratchFolder()
        try await scratch.run(Self.stages())
        try test.meanwhile(scratch)
        let plan = try await scratch.plan(Self.stages(test.change), seed: test.seed)
        let explanation = try await PlanExplanation(plan)
        try scratch.expect(PlanText.text(explanation), is: "plan-\(test.name)")
        try scratch.expect(
            StageText(explanation, "rollouts").text, is: "explain-\(test.name)")
    }

    @Test func `a plan of what never ran, and its JSON`() async throws {
        let scratch = try ScratchFolder()
        let explanation = try await PlanExplanation(try await scratch.plan(Self.stages()))
        try scratch.expect(PlanText.text(explanation), is: "plan-never-run")
        try scratch.expect(
            explanation.json.serialized + "\n", is: "plan-never-run-json")
        try scratch.expect(
            StageText(explanation, "labels").text, is: "explain-never-run")
        try scratch.expect(
            StageText(explanation, "labels").json.serialized + "\n", is: "explain-never-run-json")
    }

    @Test func `a failed run goes on, and its status says where it stands`() async throws {
        let scratch = try ScratchFolder()
        await #expect(throws: Fault.self) {
            try await scratch.run(Self.stages { $0[0].failing = "b" })
        }
        let explanation = try await PlanExplanation(try await scratch.plan(Self.stages()))
        try scratch.expect(PlanText.text(explanation), is: "plan-goes-on")
        let status = try #require(
            try RunStatus.read(scratch.workspace.run("small"), in: scratch.workspace))
        try scratch.expect(
            StatusText.text(status, resumeCommand: "pipeline resume small"), is: "status-failed")
    }

    @Test func `a run that is done says so`() async throws {
        let scratch = try ScratchFolder()
        try await scratch.run(Self.stages())
        let status = try #require(
            try RunStatus.read(scratch.workspace.run("small"), in: scratch.workspace))
        try scratch.expect(
            StatusText.text(status, resumeCommand: "pipeline resume small"), is: "status-done")
    }

    @Test func `two runs differ in values, data and results`() async throws {
        let scratch = try ScratchFolder()
        try await scratch.run(Self.stages(), name: "one")
        try await scratch.run(
            Self.stages {
                $0[0].units = ["a", "b"]
                $0[0].behaviourVersion = 2
                $0[1].parameters = ["settings": ["n": 8]]
                $0[1].details = [
                    "right": 12, "share": .real(0.75), "table": [["mode": "x", "n": 1]],
                ]
            }, name: "two")
        let sides = try [
            ("one", JSONValue.object([.init("seed", 0), .init("stages", ["rollouts": ["n": 4]])])),
            ("two", JSONValue.object([.init("seed", 0), .init("stages", ["rollouts": ["n": 8]])])),
        ].map { name, manifest in
            try RunDifference.Side(
                scratch.workspace.run(name), in: scratch.workspace, manifest: manifest)
        }
        let difference = RunDifference(sides[0], sides[1])
        try scratch.expect(difference.text, is: "diff")
        try scratch.expect(difference.json.serialized + "\n", is: "diff-json")
        #expect(RunDifference(sides[0], sides[0]).text == "one and one do not differ\n")
    }
}
