import Curriculum
import Records
import Testing

@Suite struct ShortfallTests {
    private static let rows = Candidates.rows(300)

    private static func fault(_ rules: [PhaseRule]) -> Fault? {
        do {
            _ = try CurriculumBuilder.build(
                rules, from: try Candidates.table(rows), seed: Seed(1))
            return nil
        } catch {
            return error as? Fault
        }
    }

    private static func build(_ rules: [PhaseRule]) throws -> [BuiltPhase] {
        try CurriculumBuilder.build(rules, from: try Candidates.table(rows), seed: Seed(1)).phases
    }

    private static func rule(
        _ name: String = "p", _ change: (inout PhaseRule) -> Void
    ) -> PhaseRule {
        var rule = PhaseRule(name: name, capabilities: [.fine], labels: [.easy])
        change(&rule)
        return rule
    }

    @Test func `a size that is not there is a fault with numbers by source`() throws {
        let all = try CurriculumBuilder.build(
            [ShortfallTests.rule { _ in }], from: try Candidates.table(ShortfallTests.rows),
            seed: Seed(1)
        ).phases[0].ownCount
        let fault = ShortfallTests.fault([ShortfallTests.rule { $0.size = 250 }])
        let message = try #require(fault?.message)
        #expect(message.contains("phase `p`"))
        #expect(message.contains("asked 250, there \(all), missing \(250 - all)"))
        #expect(message.contains("`a` ") && message.contains("`b` ") && message.contains("`c` "))
        #expect(fault?.remedy?.contains("shortfall: allow") == true)
    }

    @Test func `an allowed shortfall is a notice, and the control is as small`() throws {
        let rule = ShortfallTests.rule {
            $0.size = 250
            $0.quotas = [Quota(source: "a", amount: .share(0.5))]
            $0.allowsShortfall = true
        }
        let phase = try CurriculumBuilder.build(
            [rule], from: try Candidates.table(ShortfallTests.rows), seed: Seed(1)
        ).phases[0]
        #expect(phase.ownCount > 0 && phase.ownCount < 250)
        #expect(phase.control.count == phase.ownCount)
        #expect(phase.notices.count == 1)
        #expect(phase.notices[0].contains("`a`: asked 125, there"))
    }

    @Test func `replay of more than there is is told`() throws {
        let rules = [
            ShortfallTests.rule("first") { $0.size = 2 },
            ShortfallTests.rule("second") {
                $0.labels = [.medium]
                $0.size = 20
                $0.replay = .init(share: 0.5)
            },
        ]
        #expect(
            ShortfallTests.fault(rules)?.message.contains(
                "replay of earlier phases: asked 10, there 2, missing 8") == true)
        var allowed = rules
        allowed[1].allowsShortfall = true
        let phases = try CurriculumBuilder.build(
            allowed, from: try Candidates.table(ShortfallTests.rows), seed: Seed(1)
        ).phases
        #expect(phases[1].replayedCount == 2)
        #expect(phases[1].control.count == 22)
    }

    @Test func `replay that is less than half a question is told`() throws {
        let rules = [
            ShortfallTests.rule("first") { $0.size = 2 },
            ShortfallTests.rule("second") {
                $0.labels = [.medium]
                $0.size = 4
                $0.replay = .init(share: 0.1)
            },
        ]
        let phase = try ShortfallTests.build(rules)[1]
        #expect(phase.replayedCount == 0)
        #expect(
            phase.notices == [
                "phase `second`: the replay of earlier phases has no question: a share of 0.1 of 4 is "
                    + "less than half of one"
            ])
    }

    @Test func `replay of optional phases that are empty is told`() throws {
        let rules = [
            ShortfallTests.rule("first") {
                $0.labels = [.excluded]
                $0.isOptional = true
            },
            ShortfallTests.rule("second") {
                $0.size = 4
                $0.replay = .init(share: 0.5, phases: ["first"])
            },
        ]
        let phase = try ShortfallTests.build(rules)[1]
        #expect(phase.ownCount == 4 && phase.replayedCount == 0)
        #expect(
            phase.notices == [
                "phase `second`: the replay of `first` has no question, since they are empty"
            ])
    }

    @Test func `a phase is empty if its quotas take none of what fits, though it may lack some`()
        throws
    {
        var rule = ShortfallTests.rule {
            $0.size = 10
            $0.quotas = [Quota(source: "none", amount: .share(1))]
            $0.allowsShortfall = true
        }
        let message = try #require(ShortfallTests.fault([rule])?.message)
        #expect(message.contains("there is none"))
        #expect(message.contains("that fit are of data sets of which its quotas take none"))
        rule.isOptional = true
        let phase = try ShortfallTests.build([rule])[0]
        #expect(phase.members.isEmpty)
        #expect(phase.notices == ["phase `p` has no question and is optional"])
    }

    @Test func `an empty phase is a fault that says what there was`() throws {
        let fault = ShortfallTests.fault([
            ShortfallTests.rule("first") { _ in }, ShortfallTests.rule("second") { _ in },
        ])
        let message = try #require(fault?.message)
        #expect(message.contains("phase `second` takes easy questions of capability fine"))
        #expect(message.contains("that fit are in earlier phases"))
        #expect(message.contains(" easy, "))
        #expect(fault?.remedy?.contains("optional: true") == true)
    }

    @Test func `an empty phase that is optional is a notice, whatever size it asks for`() throws {
        let rule = ShortfallTests.rule {
            $0.labels = [.excluded]
            $0.isOptional = true
            $0.size = 100
        }
        let phase = try CurriculumBuilder.build(
            [rule], from: try Candidates.table(ShortfallTests.rows), seed: Seed(1)
        ).phases[0]
        #expect(phase.members.isEmpty && phase.control.isEmpty)
        #expect(phase.notices == ["phase `p` has no question and is optional"])
    }

    @Test func `a fault stands at its phase`() {
        let place = SourceLocation(file: "m.yaml", line: 3, column: 5)
        let rules = [
            ShortfallTests.rule("first") { $0.size = 1 },
            ShortfallTests.rule("second") { $0.size = 10_000 },
        ]
        let fault = #expect(throws: Fault.self) {
            try CurriculumBuilder.build(
                rules, from: try Candidates.table(ShortfallTests.rows), seed: Seed(1),
                locations: [nil, place])
        }
        #expect(fault?.location == place)
    }

    @Test func `no questions at all are an empty phase`() throws {
        let fault = #expect(throws: Fault.self) {
            try CurriculumBuilder.build(
                [ShortfallTests.rule { _ in }], from: try Candidates.table([]), seed: Seed(1))
        }
        #expect(fault?.message.contains("there is none") == true)
    }
}
