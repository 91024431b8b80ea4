import Curriculum
import Records
import Testing

@Suite struct LeftOutTests {
    @Test func `the phase that comes closest gives the reason`() throws {
        let candidates: [(Candidate, String?)] = [
            (Candidates.candidate("taken", picture: "x"), nil),
            (
                Candidates.candidate("hard", capability: .reasoning, difficulty: .hard),
                "hard_reasoning"
            ),
            (Candidates.candidate("excluded", difficulty: .excluded), "excluded_fine"),
            (Candidates.candidate("low", mean: 0.01), "medium_fine"),
            (Candidates.candidate("short", flags: .shortcut), "shortcut"),
            (
                Candidates.candidate("constant", flags: [.constantFormat, .constantKeywords]),
                "constant_rewards"
            ),
            // Not all of the rewards are constant.
            (Candidates.candidate("some", flags: [.constantFormat]), nil),
        ]
        let rows = candidates.map { Candidates.Row(source: "a", candidate: $0.0) }
        var rule = PhaseRule(name: "p", capabilities: [.fine], passRate: 0.1...0.9)
        rule.exclusions = [.shortcut, .constantRewards]
        rule.rewards = [.constantFormat, .constantKeywords]
        let result = try CurriculumBuilder.build(
            [rule], from: try Candidates.table(rows), seed: Seed(1))
        for (row, (candidate, reason)) in candidates.enumerated() {
            #expect(result.reason(leftOut: candidate, row: row)?.name == reason, "\(row)")
        }
    }

    @Test func `pictures and samples leave out with reasons of their own`() throws {
        let rows = (0..<6).map {
            Candidates.Row(
                source: "a", candidate: Candidates.candidate("\($0)", picture: "\($0 / 3)"))
        }
        var rule = PhaseRule(name: "p", capabilities: [.fine])
        rule.pictureLimit = 1
        rule.size = 1
        let result = try CurriculumBuilder.build(
            [rule], from: try Candidates.table(rows), seed: Seed(1))
        let reasons = rows.enumerated().compactMap {
            result.reason(leftOut: $0.element.candidate, row: $0.offset)?.name
        }
        #expect(reasons.count { $0 == "picture_cap" } == 4)
        #expect(reasons.count { $0 == "not_sampled" } == 1)
    }
}
