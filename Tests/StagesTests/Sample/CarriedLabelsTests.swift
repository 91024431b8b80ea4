import Engine
import Manifests
import Records
import Storage
import Testing

@testable import Sampling
@testable import Stages

@Suite struct CarriedLabelsTests {
    typealias Fixture = SampleFixture

    let fixture: SampleFixture

    init() throws { fixture = try SampleFixture() }

    func first(_ ids: [String] = ["a", "b", "c", "d"]) throws -> SampleFixture.Labelled {
        let verdicts = ["a": "rrww", "b": "wwww", "c": "rrrr", "d": "rwww"]
        let folder = try fixture.rollouts(
            "old", [ids.map { Fixture.draws($0, verdicts[$0] ?? "rrrr", provenance: "old") }])
        return try fixture.label(folder, as: "old-labels")
    }

    @Test func `new draws are added to earlier evidence that counts less; others keep their row`()
        throws
    {
        let old = try first()
        let folder = try fixture.rollouts(
            "new",
            [[Fixture.draws("a", "rrrr"), Fixture.draws("b", "rwww"), Fixture.draws("d", "----")]])
        let new = try fixture.label(folder, previous: old.folder) {
            $0.decay = 0.5
            $0.prior = .uniform
        }
        #expect(new.rates.map(\.question) == ["a", "b", "c", "d"])
        #expect(new.rates.map(\.difficulty) == [.easy, .medium, .easy, .medium])
        #expect(new.rates.map(\.reason) == [.allDrawn, .allDrawn, .carried, .carried])
        // The prior, half of what was, and what is new.
        #expect(new.rates.map(\.alpha) == [6.0, 2.0, 5.0, 2.0])
        #expect(new.rates.map(\.beta) == [2.0, 6.0, 1.0, 4.0])
        #expect(new.rates.allSatisfy { $0.wilson == nil })
        #expect(new.rates[2].counts.right == 4)
        #expect(new.outcome.accounting.inputs == 4)
        let drift = try JSONReader.parse(file: new.folder + "/drift.json")
        #expect(drift["retired"]?.integerValue == 1 && drift["reopened"]?.integerValue == 1)
        #expect(drift["carried"]?.integerValue == 2 && drift["added"]?.integerValue == 0)
        #expect(drift["labels"]?["medium"]?["easy"]?.integerValue == 1)
        #expect(new.summary.contains("1 retired (medium before, easy now), 1 reopened"))
        let questions = try TableReader.read(
            Question.self, from: new.folder + "/questions.jsonl")
        #expect(questions.map(\.id) == ["a", "b", "c", "d"])
    }

    @Test func `what was said of trained responses counts as earlier evidence`() throws {
        let old = try first()
        let paths = try [[("a", 6, 2), ("c", 0, 8)], [("a", 1, 1), ("x", 1, 1)]].enumerated()
            .map { place, rows in
                let path = "\(fixture.root)/trained-\(place).parquet"
                let table = try ParquetRowWriter(
                    path,
                    columns: [
                        ParquetColumn("question", .string), ParquetColumn("right", .int64),
                        ParquetColumn("not_right", .int64),
                    ])
                for (question, right, notRight) in rows {
                    table.put(question)
                    table.put(right)
                    table.put(notRight)
                    try table.endRow()
                }
                try table.close()
                return path
            }
        let folder = try fixture.rollouts("new", [[Fixture.draws("a", "rrrr")]])
        let new = try fixture.label(folder, previous: old.folder, trained: paths) {
            $0.decay = 0.5
            $0.prior = .uniform
        }
        // Of what was drawn again, half of the 2 right and 2 wrong of before and of the 7 and 3 trained on;
        // of the rest, all.
        #expect(new.rates.map(\.alpha) == [9.5, 1.0, 5.0, 2.0])
        #expect(new.rates.map(\.beta) == [3.5, 5.0, 9.0, 4.0])
        #expect(new.outcome.details["trained"]?["draws"]?.integerValue == 20)
    }

    @Test func `evidence is carried on from stage to stage without the prior`() throws {
        let old = try first()
        let folder = try fixture.rollouts("new", [[Fixture.draws("a", "rrrr")]])
        let second = try fixture.label(folder, as: "second", previous: old.folder) {
            $0.prior = .jeffreys
        }
        #expect(second.rates[0].alpha == 0.5 + 1 + 4 && second.rates[1].beta == 0.5 + 4)
        let third = try fixture.label(folder, as: "third", previous: second.folder) {
            $0.prior = .uniform
        }
        #expect(third.rates[0].alpha == 1 + 2.5 + 4 && third.rates[1].beta == 1 + 4)
    }

    @Test func `an empirical prior is that of the earlier labels, whoever is drawn again`() throws {
        let verdicts = ["a": "rrrr", "b": "rrrw", "c": "rrww", "d": "rrrr"]
        let folder = try fixture.rollouts(
            "old", [["a", "b", "c", "d"].map { Fixture.draws($0, verdicts[$0] ?? "") }])
        let old = try fixture.label(folder, as: "old-labels") { $0.prior = .empirical }
        let newer = try fixture.rollouts("new", [[Fixture.draws("c", "wwww")]])
        let new = try fixture.label(newer, previous: old.folder) { $0.prior = .empirical }
        for place in [0, 1, 3] {
            #expect(new.rates[place].alpha == old.rates[place].alpha)
            #expect(new.rates[place].beta == old.rates[place].beta)
            #expect(new.rates[place].reason == .carried)
        }
        #expect(new.rates[2].alpha < old.rates[2].alpha)
    }

    @Test func `questions that are new stand where they stand among the drawn`() throws {
        let old = try first(["a", "c"])
        let folder = try fixture.rollouts(
            "new",
            [[Fixture.draws("a", "rrrr"), Fixture.draws("b", "rwww"), Fixture.draws("e", "wwww")]])
        let new = try fixture.label(folder, previous: old.folder)
        #expect(Set(new.rates.map(\.question)) == ["a", "b", "c", "e"])
        #expect(new.rates.first?.question == "a" && new.rates.last?.question == "e")
        #expect(new.outcome.details["drift"]?["added"]?.integerValue == 2)
    }

    @Test func `questions in another order are refused`() throws {
        let old = try first(["a", "b"])
        let folder = try fixture.rollouts(
            "new", [[Fixture.draws("b", "rrrr"), Fixture.draws("a", "rwww")]])
        let fault = #expect(throws: Fault.self) {
            try fixture.label(folder, previous: old.folder)
        }
        #expect(fault?.message.contains("expected the same order") == true)
    }
}
