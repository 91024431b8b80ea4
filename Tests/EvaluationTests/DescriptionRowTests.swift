import Records
import Rewards
import Sampling
import Testing
import Training

@testable import Evaluation

@Suite struct DescriptionRowTests {
    private static let questions = (0..<4).map { index in
        Question(
            id: "q\(index)", source: "s", split: "test", capability: index < 2 ? .fine : .reasoning,
            text: "?", answer: "a", keywords: ["a", "b"],
            extra: [.init(name: "family", json: index == 3 ? "7" : "\"more\"")])
    }

    private static func item(
        _ question: Int, _ isRight: Bool, _ outcome: DescriptionReader.Outcome,
        _ named: Int = 0, _ hallucinated: Int = 0
    ) -> DescriptionRow.Item {
        .init(
            question: "q\(question)", isRight: isRight, outcome: outcome,
            comparison: .init(named: named, missed: 2 - named, hallucinated: hallucinated))
    }

    /// Two draws of each question but the last, which the policy cannot read.
    private static let rows = DescriptionRow.rows(
        policy: "p", mode: "sampled", reader: "self", questions: questions, family: "family",
        items: [
            item(0, true, .read(.right), 2), item(0, true, .read(.wrong), 1, 1),
            item(1, false, .read(.right), 2), item(1, true, .flawed(.leak), 0, 3),
            item(2, true, .flawed(.missing)), item(2, false, .read(.truncated), 1),
        ], drawsEach: 2)

    @Test func `rows are of all, of each capability and of each family`() {
        #expect(
            DescriptionRowTests.rows.map { $0.family ?? $0.capability }
                == ["all", "fine", "reasoning", "7", "more"])
        #expect(DescriptionRowTests.rows.map(\.counts.draws) == [8, 4, 4, 2, 6])
    }

    @Test func `shortcuts are told as a share of all and of right answers`() throws {
        let all = DescriptionRowTests.rows[0]
        #expect(all.counts.right == 4)
        #expect(all.counts.read == 4)
        #expect(all.counts.leaks == 1)
        #expect(all.counts.shortcuts == 3)
        #expect(all.sufficiency.value == 0.25)
        #expect(all.shortcutRate.value == 0.375)
        #expect(all.shortcutsOfRight.value == 0.75)
        // Of four questions' worth of answers two are right, and 1.5 of these shortcuts.
        #expect(abs(all.shortcutsOfRight.interval.high - 1) < 1e-12)
        #expect(all.shortcutRate.interval.low > 0.1)
    }

    @Test func `keywords are named, missed and invented`() {
        let all = DescriptionRowTests.rows[0]
        #expect(all.recall == 0.5)
        #expect(all.precision == 0.6)
        #expect(all.misses == 1)
        #expect(abs((all.hallucinations ?? 0) - 4.0 / 6) < 1e-12)
        #expect(abs((all.hallucinatingShare ?? 0) - 2.0 / 6) < 1e-12)
    }

    @Test func `a group without responses has no shares of them`() {
        let family = DescriptionRowTests.rows[3]
        #expect(family.sufficiency.value == 0)
        #expect(family.shortcutsOfRight.value == nil)
        #expect(family.recall == nil)
    }

    @Test func `a row reads back as it was written`() throws {
        for row in DescriptionRowTests.rows {
            #expect(try DescriptionRow(json: row.json) == row)
        }
    }

    @Test func `accuracy has the same groups, and a row reads back`() throws {
        let rollouts = (0..<3).flatMap { question in
            (0..<2).map { draw in
                Rollout(
                    question: "q\(question)", draw: draw, response: "a", tokenCount: 5,
                    finishReason: .stop, verdict: draw == 0 ? .right : .wrong)
            }
        }
        let rows = AccuracyRow.rows(
            policy: "p", mode: "sampled", questions: DescriptionRowTests.questions,
            family: "family", rollouts: rollouts, drawsEach: 2)
        #expect(
            rows.map { $0.family ?? $0.capability } == ["all", "fine", "reasoning", "7", "more"])
        #expect(rows.map(\.accuracy) == [0.375, 0.5, 0.25, 0, 0.5])
        #expect(rows.map(\.tokens) == [30, 20, 10, 0, 30])
        for row in rows { #expect(try AccuracyRow(json: row.json) == row) }
    }
}
