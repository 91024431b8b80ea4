import Curriculum
import Records
import Sampling
import Testing

@Suite("Building a curriculum")
struct CurriculumBuilderTests {
    static let questions = (0..<60).map { index in
        Question(
            id: "q\(index)", source: "s", split: "train",
            capability: Capability.allCases[index % 3], text: "?", answer: "a")
    }
    static let rates = questions.enumerated().map { index, question in
        PassRate(
            question: question.id, counts: VerdictCounts(notRight: 8),
            difficulty: [.easy, .medium, .hard][(index / 3) % 3])
    }
    static let phases = [
        PhaseSelection(name: "coarse", capabilities: [.coarse], labels: [.easy], isOptional: false),
        PhaseSelection(
            name: "reasoning", capabilities: [.coarse, .fine, .reasoning], labels: [.medium],
            isOptional: false),
    ]

    static func build(
        _ phases: [PhaseSelection] = phases, seed: UInt64 = 1
    ) throws -> CurriculumBuilder.Result {
        try CurriculumBuilder.build(
            phases, questions: questions, passRates: rates, seed: Seed(seed))
    }

    @Test("every question is in one phase or left out with a reason")
    func accounting() throws {
        let result = try CurriculumBuilderTests.build()
        let taken = result.phases.flatMap(\.questions)
        #expect(Set(taken).count == taken.count)
        #expect(
            Set(taken).union(result.leftOut.map(\.0))
                == Set(CurriculumBuilderTests.questions.map(\.id)))
        #expect(taken.count + result.leftOut.count == 60)
        #expect(result.leftOut.contains { $0.1 == "hard_coarse" })
        #expect(result.leftOut.contains { $0.1 == "easy_reasoning" })
    }

    @Test("phases take their capabilities and labels alone")
    func selection() throws {
        let result = try CurriculumBuilderTests.build()
        let labels = Dictionary(
            uniqueKeysWithValues: CurriculumBuilderTests.rates.map { ($0.question, $0.difficulty) })
        #expect(result.phases[0].questions.allSatisfy { labels[$0] == .easy })
        #expect(result.phases[1].questions.allSatisfy { labels[$0] == .medium })
        #expect(!result.phases[0].questions.isEmpty)
    }

    @Test("the order is the seed's")
    func order() throws {
        let first = try CurriculumBuilderTests.build()
        #expect(try CurriculumBuilderTests.build() == first)
        let other = try CurriculumBuilderTests.build(seed: 2)
        #expect(other.phases[1].questions != first.phases[1].questions)
        #expect(other.phases[1].questions.sorted() == first.phases[1].questions.sorted())
    }

    @Test("an empty phase is an error with numbers and a remedy, unless it is optional")
    func emptyPhase() throws {
        var phase = CurriculumBuilderTests.phases[0]
        phase.labels = [.undecided]
        let fault = #expect(throws: Fault.self) { try CurriculumBuilderTests.build([phase]) }
        #expect(fault?.message.contains("7 easy") == true)
        #expect(fault?.remedy?.contains("optional: true") == true)
        phase.isOptional = true
        #expect(try CurriculumBuilderTests.build([phase]).phases[0].questions.isEmpty)
    }
}
