import Curriculum
import Records
import Testing

@Suite struct CurriculumBuilderTests {
    static let rows = Candidates.rows(600)

    static func rule(
        _ name: String = "p", _ capabilities: Set<Capability> = [.coarse, .fine, .reasoning],
        _ change: (inout PhaseRule) -> Void = { _ in }
    ) -> PhaseRule {
        var rule = PhaseRule(name: name, capabilities: capabilities)
        change(&rule)
        return rule
    }

    static func build(
        _ rules: [PhaseRule], _ rows: [Candidates.Row] = rows, seed: UInt64 = 1
    ) throws -> BuiltCurriculum {
        try CurriculumBuilder.build(rules, from: try Candidates.table(rows), seed: Seed(seed))
    }

    /// Three phases with everything that a phase can have.
    static let rules = [
        rule("coarse", [.coarse]) {
            $0.labels = [.easy, .medium]
            $0.size = 40
            $0.quotas = [
                Quota(source: "a", amount: .share(0.5)), Quota(source: "b", amount: .count(7)),
            ]
            $0.order = .easyToHard
        },
        rule("fine", [.fine]) {
            $0.passRate = 0.1...0.9
            $0.weights = WeightMix(.usefulness, uniformShare: 0.1)
            $0.size = 60
            $0.temperature = 2
            $0.pictureLimit = 1
            $0.order = .interleaved
            $0.replay = .init(share: 0.25)
        },
        rule("all") {
            $0.exclusions = [.shortcut]
            $0.weights = WeightMix(.variance)
            $0.size = 90
            $0.order = .byCapability
            $0.replay = .init(share: 0.1, phases: ["fine"])
        },
    ]

    private static func ids(_ members: [BuiltPhase.Member]) -> [TextHash] {
        members.map(\.choice.id)
    }

    private static func own(_ phase: BuiltPhase) -> [Choice] {
        phase.members.filter { $0.replayedFrom == nil }.map(\.choice)
    }

    @Test func `phases are the same, in the same order, whatever the order of the table`() throws {
        let first = try CurriculumBuilderTests.build(CurriculumBuilderTests.rules)
        for order in 0..<4 {
            var random = CounterGenerator(Seed(UInt64(order)))
            let again = try CurriculumBuilderTests.build(
                CurriculumBuilderTests.rules, random.shuffled(CurriculumBuilderTests.rows))
            for (phase, other) in zip(first.phases, again.phases) {
                #expect(
                    CurriculumBuilderTests.ids(phase.members)
                        == CurriculumBuilderTests.ids(other.members))
                #expect(
                    CurriculumBuilderTests.ids(phase.control)
                        == CurriculumBuilderTests.ids(other.control))
            }
        }
        let other = try CurriculumBuilderTests.build(CurriculumBuilderTests.rules, seed: 2)
        for (phase, other) in zip(first.phases, other.phases) {
            #expect(
                Set(CurriculumBuilderTests.ids(phase.members))
                    != Set(CurriculumBuilderTests.ids(other.members)))
        }
    }

    @Test func `each question is in one phase or left out with a reason`() throws {
        let rows = CurriculumBuilderTests.rows
        let result = try CurriculumBuilderTests.build(CurriculumBuilderTests.rules)
        var seen: Set<Int> = []
        for phase in result.phases {
            for choice in CurriculumBuilderTests.own(phase) {
                #expect(seen.insert(choice.row).inserted)
            }
        }
        var reasons: [String: Int] = [:]
        for (row, entry) in rows.enumerated() {
            let leftOut = result.reason(leftOut: entry.candidate, row: row)
            #expect((leftOut == nil) == seen.contains(row))
            if let leftOut { reasons[leftOut.name, default: 0] += 1 }
        }
        #expect(seen.count == 40 + 60 + 90)
        #expect(seen.count + reasons.values.reduce(0, +) == rows.count)
        for name in ["not_sampled", "shortcut", "undecided_fine"] {
            #expect(reasons[name] ?? 0 > 0, "\(name)")
        }
    }

    @Test func `phases take what their rules say, and quotas are met exactly`() throws {
        let rows = CurriculumBuilderTests.rows
        let result = try CurriculumBuilderTests.build(CurriculumBuilderTests.rules)
        let coarse = CurriculumBuilderTests.own(result.phases[0])
        #expect(coarse.allSatisfy { [.easy, .medium].contains($0.difficulty) })
        #expect(coarse.allSatisfy { $0.capability == .coarse })
        #expect(coarse.count { rows[$0.row].source == "a" } == 20)
        #expect(coarse.count { rows[$0.row].source == "b" } == 7)
        #expect(coarse.count == 40)
        let fine = CurriculumBuilderTests.own(result.phases[1])
        #expect(fine.allSatisfy { (0.1...0.9).contains($0.posteriorMean) })
        #expect(Set(fine.map { rows[$0.row].candidate.picture }).count == fine.count)
        let all = CurriculumBuilderTests.own(result.phases[2])
        #expect(all.allSatisfy { !rows[$0.row].candidate.flags.contains(.shortcut) })
        #expect(all.contains { $0.capability == .reasoning })
    }

    @Test func `the control has the size, sources and capabilities of its phase`() throws {
        let result = try CurriculumBuilderTests.build(CurriculumBuilderTests.rules)
        let rows = CurriculumBuilderTests.rows
        func cells(_ choices: [Choice]) -> [String: Int] {
            Dictionary(
                choices.map { ("\(rows[$0.row].source) \($0.capability)", 1) },
                uniquingKeysWith: +)
        }
        var seen: Set<Int> = []
        for phase in result.phases {
            let control = phase.control.filter { $0.replayedFrom == nil }.map(\.choice)
            #expect(phase.control.count == phase.members.count)
            #expect(cells(control) == cells(CurriculumBuilderTests.own(phase)))
            for choice in control { #expect(seen.insert(choice.row).inserted) }
            #expect(control.allSatisfy { $0.weight == 1 })
            if let limit = phase.rule.pictureLimit {
                let pictures = control.map { rows[$0.row].candidate.picture }
                #expect(limit == 1 && Set(pictures).count == pictures.count)
            }
        }
        // The filter does not apply to it.
        let labels = result.phases[0].control.map(\.choice.difficulty)
        #expect(labels.contains { $0 != .easy && $0 != .medium })
    }

    @Test func `replay is the share of the phase, from the phases it names, evenly spread`()
        throws
    {
        let result = try CurriculumBuilderTests.build(CurriculumBuilderTests.rules)
        let first = Set(CurriculumBuilderTests.own(result.phases[0]).map(\.row))
        let second = Set(CurriculumBuilderTests.own(result.phases[1]).map(\.row))
        #expect(result.phases.map(\.replayedCount) == [0, 15, 9])
        let places = result.phases[1].members.indices.filter {
            result.phases[1].members[$0].replayedFrom != nil
        }
        #expect(places.allSatisfy { result.phases[1].members[$0].replayedFrom == 0 })
        #expect(places.allSatisfy { first.contains(result.phases[1].members[$0].choice.row) })
        // 15 of 75: every fifth.
        #expect(zip(places, places.dropFirst()).allSatisfy { $1 - $0 == 5 })
        for member in result.phases[2].members where member.replayedFrom != nil {
            #expect(member.replayedFrom == 1)
            #expect(second.contains(member.choice.row))
        }
        // Controls repeat earlier controls.
        let control = Set(result.phases[0].control.map(\.choice.row))
        for member in result.phases[1].control where member.replayedFrom != nil {
            #expect(control.contains(member.choice.row))
        }
        #expect(result.phases[1].control.count { $0.replayedFrom != nil } == 15)
    }
}
