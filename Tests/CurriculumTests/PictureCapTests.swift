import Curriculum
import Records
import Testing

/// The cap on pictures beside quotas, and in controls.
@Suite struct PictureCapTests {
    /// A question of `a` and one of `b` on each of 20 pictures. Easy are those of `a` on the first
    /// half and those of `b` on the second.
    private static let rows = (0..<20).flatMap { picture in
        ["a", "b"].map { source in
            Candidates.Row(
                source: source,
                candidate: Candidates.candidate(
                    "\(source)\(picture)", picture: "\(picture)",
                    difficulty: (source == "a") == (picture < 10) ? .easy : .medium))
        }
    }

    private static func phase(
        seed: UInt64, _ change: (inout PhaseRule) -> Void
    ) throws -> BuiltPhase {
        var rule = PhaseRule(name: "p", capabilities: [.fine])
        rule.pictureLimit = 1
        change(&rule)
        return try CurriculumBuilder.build(
            [rule], from: try Candidates.table(rows), seed: Seed(seed)
        ).phases[0]
    }

    private static func pictures(_ members: [BuiltPhase.Member]) -> Set<TextHash> {
        Set(members.map { rows[$0.choice.row].candidate.picture })
    }

    struct Case: Sendable {
        var size: Int?
        var quotas: [Quota]
    }

    @Test(arguments: [
        Case(quotas: [Quota(source: "a", amount: .count(20))]),
        Case(size: 20, quotas: [Quota(source: "b", amount: .count(0))]),
        Case(size: 20, quotas: [Quota(source: "a", amount: .share(1))]),
    ])
    func `questions of a source that is not drawn take no place of others`(test: Case) throws {
        for seed in 0..<10 {
            let phase = try PictureCapTests.phase(seed: UInt64(seed)) {
                $0.size = test.size
                $0.quotas = test.quotas
            }
            #expect(phase.ownCount == 20)
            // The control is of the same source alone, and has a place of each picture for it.
            #expect(PictureCapTests.pictures(phase.control).count == 20)
            #expect(phase.notices.isEmpty)
        }
    }

    @Test func `a control keeps to the cap wherever it can`() throws {
        for seed in 0..<10 {
            let phase = try PictureCapTests.phase(seed: UInt64(seed)) { $0.labels = [.easy] }
            #expect(phase.ownCount == 20)
            let sources = phase.control.map { PictureCapTests.rows[$0.choice.row].source }
            #expect(sources.count { $0 == "a" } == 10)
            #expect(PictureCapTests.pictures(phase.control).count == 20)
            #expect(phase.notices.isEmpty)
        }
    }
}
