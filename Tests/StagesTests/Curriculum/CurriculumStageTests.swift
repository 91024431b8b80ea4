import Engine
import Manifests
import Records
import Sampling
import Storage
import Testing

@testable import Stages

@Suite struct CurriculumStageTests {
    let fixture: CurriculumFixture

    init() throws { fixture = try CurriculumFixture() }

    /// A row of a phase's table.
    struct ChosenRow: TableRow {
        var json: JSONValue

        init(json: JSONValue) { self.json = json }
    }

    private static let phases = [
        CurriculumFixture.phase("first") {
            $0.labels = [.easy, .medium]
            $0.exclude = [.shortcut, .constantRewards]
            $0.rewards = [.accuracy, .keywords]
            $0.size = 12
            $0.quotas = ["books": .share(0.25)]
            $0.order = .easyToHard
        },
        CurriculumFixture.phase("second") {
            $0.size = 10
            $0.weights = .usefulness
            $0.uniformShare = 0.2
            $0.perPicture = 1
            $0.replay = {
                var replay = PhaseSettings.Replay()
                replay.share = 0.3
                return replay
            }()
        },
    ]

    @Test func `phases and controls are rows of questions, and tables say why`() async throws {
        let (folder, outcome) = try await fixture.run(
            CurriculumStageTests.phases, try fixture.labels())
        let lines = Dictionary(
            uniqueKeysWithValues: CurriculumFixture.questions.map {
                (Array($0.id.utf8), $0)
            })
        for (name, count) in [
            ("first", 12), ("first.control", 12), ("second", 13), ("second.control", 13),
        ] {
            let questions = try TableReader.read(
                Question.self, from: "\(folder)/phases/\(name).jsonl")
            #expect(questions.count == count)
            #expect(questions.allSatisfy { lines[Array($0.id.utf8)] == $0 })
            let rows = try ParquetTableReader.read(
                ChosenRow.self, from: "\(folder)/phases/\(name).parquet"
            ).map(\.json)
            #expect(rows.map { $0["question"]?.stringValue } == questions.map(\.id))
            #expect(rows.map { $0["rank"]?.integerValue } == Array(0..<count))
            #expect(rows.map { $0["source"]?.stringValue } == questions.map(\.source))
            #expect(
                rows.map { $0["capability"]?.stringValue } == questions.map(\.capability.rawValue))
            let again = rows.count { $0["replayed_from"] == .string("first") }
            #expect(again == (name.hasPrefix("second") ? 3 : 0))
            #expect(rows.allSatisfy { ($0["weight"]?.realValue ?? 0) > 0 })
        }
        let first = try ParquetTableReader.read(
            ChosenRow.self, from: "\(folder)/phases/first.parquet"
        ).map(\.json)
        #expect(first.count { $0["source"] == .string("books") } == 3)
        let means = first.compactMap { $0["posterior_mean"]?.realValue }
        #expect(means == means.sorted(by: >))
        #expect(outcome.notices.isEmpty)
    }

    @Test func `every other question is a reject with a reason`() async throws {
        let (folder, outcome) = try await fixture.run(
            [CurriculumStageTests.phases[0]], try fixture.labels())
        let rejects = try TableReader.read(Reject.self, from: "\(folder)/rejects.jsonl")
        #expect(outcome.accounting.inputs == 60)
        #expect(outcome.accounting.outputs == 12)
        #expect(outcome.accounting.balances)
        let counts = Dictionary(grouping: rejects, by: \.reason).mapValues(\.count)
        #expect(outcome.accounting.rejects == counts)
        for reason in ["hard_fine", "hard_coarse", "not_sampled", "shortcut", "constant_rewards"] {
            #expect(counts[reason] ?? 0 > 0, "\(reason)")
        }
        let chosen = try TableReader.read(
            Question.self, from: "\(folder)/phases/first.jsonl"
        ).map(\.id)
        let all = Set((chosen + rejects.compactMap(\.id)).map { Array($0.utf8) })
        #expect(all == Set(CurriculumFixture.ids.map { Array($0.utf8) }))
        for reject in rejects {
            let question = CurriculumFixture.questions.first { $0.id == reject.id }
            #expect(reject.source == question?.source)
            #expect(reject.stage == "curriculum")
            #expect(!reject.detail.isEmpty)
        }
    }

    @Test func `the same inputs give the same bytes`() async throws {
        let labels = try fixture.labels()
        let first = try await fixture.run(CurriculumStageTests.phases, labels, "one").folder
        let second = try await fixture.run(CurriculumStageTests.phases, labels, "two").folder
        let files = try FileSystem.list(first + "/phases").map { "phases/\($0)" }
        #expect(files.count == 8)
        for file in files + ["rejects.jsonl"] {
            #expect(
                try FileSystem.read("\(first)/\(file)") == FileSystem.read("\(second)/\(file)"),
                "\(file)")
        }
    }

    @Test func `the receipt has numbers by phase and source`() async throws {
        let (_, outcome) = try await fixture.run(
            CurriculumStageTests.phases, try fixture.labels())
        let phases = outcome.details["phases"]?.arrayValue
        #expect(
            phases?.first
                == [
                    "name": "first", "questions": 12, "replayed": 0, "control": 12,
                    "sources": ["books": 3, "web": 9],
                ])
        // What comes again is told apart, in the control too.
        #expect(phases?.last?["questions"] == 10 && phases?.last?["control"] == 10)
        #expect(phases?.last?["replayed"] == 3)
        #expect(
            outcome.details["summary"]?.strings?.prefix(2) == [
                "first 12, second 10", "first: books 3, web 9",
            ])
        #expect(outcome.details["summary"]?.strings?.last?.hasSuffix("; 3 come again") == true)
    }

    @Test func `an id that is there twice is a fault that names it and its rows`() async throws {
        var rates = CurriculumFixture.ids.indices.map(CurriculumFixture.rate)
        rates[9].question = rates[4].question
        let labels = try fixture.labels(rates)
        let fault = await #expect(throws: Fault.self) {
            try await fixture.run(CurriculumStageTests.phases, labels)
        }
        #expect(fault?.message.contains("1 of its question ids") == true)
        #expect(fault?.message.contains("in rows 4, 9") == true)
        #expect(try !FileSystem.list("\(fixture.root)/unit").contains("phases"))
    }

    struct Mismatch: Sendable {
        var change: @Sendable (inout [Question]) -> Void
        var row: Int
    }

    @Test(arguments: [
        Mismatch(change: { $0.swapAt(10, 11) }, row: 10),
        Mismatch(change: { $0.removeLast() }, row: 59),
        Mismatch(change: { $0.append($0[3]) }, row: 60),
    ])
    func `questions and pass rates that do not belong together are a fault`(
        test: Mismatch
    ) async throws {
        var questions = CurriculumFixture.questions
        test.change(&questions)
        let labels = try fixture.labels(questions: questions)
        let fault = await #expect(throws: Fault.self) {
            try await fixture.run(CurriculumStageTests.phases, labels)
        }
        #expect(fault?.message.hasPrefix("row \(test.row) of `questions.jsonl`") == true)
    }

    @Test func `a quota of a source without questions is a fault at its place`() async throws {
        let labels = try fixture.labels()
        let phase = CurriculumFixture.phase("p") { $0.quotas = ["bookz": .count(3)] }
        let fault = await #expect(throws: Fault.self) { try await fixture.run([phase], labels) }
        #expect(fault?.message.contains("`bookz`") == true)
        #expect(fault?.remedy == "did you mean `books`?")
        #expect(fault?.location?.line == 7)
    }

    @Test func `a quota of a source without questions is none where it asks for none, or may`()
        async throws
    {
        let labels = try fixture.labels()
        let none = CurriculumFixture.phase("p") {
            $0.quotas = ["bookz": .count(0), "books": .count(3)]
        }
        #expect(try await fixture.run([none], labels, "none").outcome.accounting.outputs == 3)
        let optional = CurriculumFixture.phase("p") {
            $0.quotas = ["bookz": .count(3)]
            $0.optional = true
        }
        let outcome = try await fixture.run([optional], labels, "optional").outcome
        #expect(outcome.accounting.outputs == 0)
        #expect(outcome.notices == ["phase `p` has no question and is optional"])
    }

    @Test func `a shortfall ends the stage before anything is written, unless it is allowed`()
        async throws
    {
        let labels = try fixture.labels()
        let phase = CurriculumFixture.phase("p") {
            $0.quotas = ["books": .count(300)]
        }
        let fault = await #expect(throws: Fault.self) { try await fixture.run([phase], labels) }
        #expect(fault?.message.contains("`books`: asked 300, there 20, missing 280") == true)
        #expect(try FileSystem.list("\(fixture.root)/unit").isEmpty)
        var allowed = phase
        allowed.shortfall = .allow
        let (folder, outcome) = try await fixture.run([allowed], labels, "allowed")
        #expect(outcome.accounting.outputs == 20)
        #expect(outcome.notices.count == 1)
        #expect(
            try TableReader.read(Question.self, from: "\(folder)/phases/p.control.jsonl").count
                == 20)
    }

    @Test func `a pass rate without a capability is a fault`() async throws {
        var rates = CurriculumFixture.ids.indices.map(CurriculumFixture.rate)
        rates[5].capability = nil
        let labels = try fixture.labels(rates)
        let fault = await #expect(throws: Fault.self) {
            try await fixture.run(CurriculumStageTests.phases, labels)
        }
        #expect(fault?.message.contains("row 5 of `pass_rates.parquet` has no capability") == true)
    }
}
