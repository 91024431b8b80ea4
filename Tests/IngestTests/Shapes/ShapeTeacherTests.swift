import Records
import Testing

@testable import Ingest

@Suite struct ShapeTeacherTests {
    static let items: [ShapeItem] = {
        let generator = ShapesGenerator(seed: 0)
        return (0..<6000).map { generator.item($0, split: "warmup", role: .supervised) }
    }()

    /// Description, steps and answer of a response.
    static func parts(_ response: String) throws -> (
        triples: [String], steps: String, answer: String
    ) {
        let pattern = /<description> ?(.*?) ?<\/description> <think> ?(.*?) ?<\/think> (\S+)/
        let match = try #require(try pattern.wholeMatch(in: response))
        let words = match.1.split(separator: " ").map(String.init)
        #expect(words.count % 3 == 0)
        let triples = stride(from: 0, to: words.count, by: 3).map {
            words[$0..<($0 + 3)].joined(separator: " ")
        }
        return (triples, String(match.2), String(match.3))
    }

    @Test func theFlawlessResponseIsCompleteAndRight() throws {
        for item in Self.items {
            let found = try Self.parts(try #require(item.textOnlyTarget))
            #expect(found.triples == item.scene.triples)
            #expect(found.steps == item.question.steps)
            #expect(found.answer == item.question.answer)
        }
    }

    @Test func theTeacherLeavesOutAndGetsWrongAtItsRates() throws {
        var complete = 0
        var named = 0
        var right = 0
        var withSteps = 0
        for item in Self.items {
            let found = try Self.parts(try #require(item.target))
            complete += found.triples.count == item.scene.objects.count ? 1 : 0
            named += found.triples.count
            right += found.triples.count { item.scene.triples.contains($0) }
            withSteps += found.steps.isEmpty ? 0 : 1
            #expect(found.steps.isEmpty || found.steps == item.question.steps)
        }
        // .35 + .65 times the mean of 2⁻², 2⁻³ and 2⁻⁴
        #expect(abs(Double(complete) / 6000 - 0.445) < 0.02)
        // Both attributes kept: (1 - .05 · 3/4)², and sometimes a star is drawn yellow again.
        #expect(abs(Double(right) / Double(named) - 0.926) < 0.015)
        #expect(abs(Double(withSteps) / 6000 - 0.5) < 0.02)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var isEasy: Bool
        var hasSteps: Bool
        var rate: Double
        var testDescription: String { "easy \(isEasy), steps \(hasSteps)" }
    }

    @Test(arguments: [
        Case(isEasy: true, hasSteps: false, rate: 0),
        Case(isEasy: true, hasSteps: true, rate: 0.03),
        Case(isEasy: false, hasSteps: false, rate: 0.45),
        Case(isEasy: false, hasSteps: true, rate: 0.03),
    ])
    func answersAreWrongAtTheTeachersRate(_ given: Case) throws {
        var count = 0
        var wrong = 0
        for item in Self.items where item.family.isEasy == given.isEasy {
            let found = try Self.parts(try #require(item.target))
            guard found.steps.isEmpty != given.hasSteps else { continue }
            count += 1
            wrong += found.answer == item.question.answer ? 0 : 1
        }
        #expect(count > 1000)
        let tolerance = given.rate == 0 ? 0 : 0.045
        #expect(abs(Double(wrong) / Double(count) - given.rate) <= tolerance)
    }

    @Test func goldAnswersStayRight() {
        #expect(Self.items.allSatisfy { $0.label == $0.question.answer && $0.family != .absent })
    }
}
