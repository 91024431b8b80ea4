import Manifests
import Records
import Testing

@testable import Ingest

@Suite struct FilterSetTests {
    private static let row: JSONValue = [
        "messages": [
            ["role": "user", "content": "<image>Let me rethink it?"],
            ["role": "assistant", "content": "First."],
            ["role": "assistant", "content": "Wait. Let Me Rethink It: 5."],
        ],
        "images": ["a.png", "b.GIF"], "score": .number("7.50"), "level": "12", "ok": true,
        "nothing": .null, "empty": [], "blank": "", "meta": ["a": ["b": 3]],
    ]

    private static let subject = FilterSubject(
        row: row,
        question: Question(
            id: "q1", source: "made", split: "train", capability: .fine, text: "Größe?",
            answer: "12", choices: ["A", "B"]),
        pictures: [
            PictureMeasures(width: 100, height: 27, byteCount: 5000),
            PictureMeasures(width: 300, height: 200, byteCount: 90),
        ])

    struct Case: Sendable, CustomTestStringConvertible {
        var path: String?
        var column: FilterRule.Column?
        var measure: FilterRule.Measure?
        var condition: FilterRule.Condition
        var ignoresCase = false
        var quantifier = FilterRule.Quantifier.any
        var holds = true

        var subject: FilterRule.Subject? {
            if let column { return .column(column) }
            if let measure { return .measure(measure) }
            return path.flatMap { FieldPath($0) }.map { .field($0) }
        }

        var testDescription: String {
            "\(path ?? column?.rawValue ?? measure?.rawValue ?? "") \(quantifier) \(condition)"
        }
    }

    @Test(arguments: [
        Case(
            path: "messages[role=assistant].content", condition: .contains("rethink"), holds: false),
        Case(
            path: "messages[role=assistant].content", condition: .contains("let me rethink it"),
            ignoresCase: true),
        Case(path: "messages[*].content", condition: .contains("rethink")),
        Case(path: "messages[role=system].content", condition: .contains(""), holds: false),
        Case(path: "messages.1.content", condition: .equals("First.")),
        Case(path: "messages[1].content", condition: .equals("first."), ignoresCase: true),
        Case(path: "messages[role=assistant].content", condition: .matches(#"\d"#)),
        Case(
            path: "messages[role=assistant].content", condition: .matches(#"\d"#),
            quantifier: .all, holds: false),
        Case(path: "images", condition: .matches(#"\.(gif|webp)$"#), ignoresCase: true),
        Case(path: "images", condition: .matches(#"\.(gif|webp)$"#), holds: false),
        Case(path: "images[*]", condition: .equals("a.png")),
        Case(path: "score", condition: .range(minimum: 7.5, maximum: nil)),
        Case(path: "score", condition: .equals("7.50")),
        Case(path: "score", condition: .equals("7.5"), holds: false),
        Case(path: "level", condition: .range(minimum: 12, maximum: 12)),
        Case(path: "blank", condition: .range(minimum: nil, maximum: 1e9), holds: false),
        Case(path: "ok", condition: .oneOf(["yes", "true"])),
        Case(path: "meta.a.b", condition: .equals("3")),
        Case(path: "meta.a", condition: .contains("b"), holds: false),
        Case(path: "nothing", condition: .missing(true)),
        Case(path: "empty", condition: .missing(true)),
        Case(path: "absent.further", condition: .missing(true)),
        Case(path: "blank", condition: .missing(false)),
        Case(path: "blank", condition: .equals("")),
        Case(path: "absent", condition: .equals(""), holds: false),
        Case(path: "absent", condition: .equals(""), quantifier: .all, holds: false),
        Case(column: .question, condition: .contains("GRÖSSE"), ignoresCase: true, holds: false),
        Case(column: .question, condition: .contains("GRÖ"), ignoresCase: true),
        Case(column: .choices, condition: .oneOf(["B"])),
        Case(column: .target, condition: .missing(true)),
        Case(column: .capability, condition: .equals("fine")),
        Case(measure: .pictureSide, condition: .range(minimum: nil, maximum: 27)),
        Case(
            measure: .pictureSide, condition: .range(minimum: 28, maximum: nil), quantifier: .all,
            holds: false),
        Case(
            measure: .pictureWidth, condition: .range(minimum: 100, maximum: 300), quantifier: .all),
        Case(measure: .pictureHeight, condition: .range(minimum: 200, maximum: nil)),
        Case(measure: .pictureAspect, condition: .range(minimum: 3.7, maximum: 3.8)),
        Case(measure: .pictureBytes, condition: .range(minimum: 5000, maximum: 5000)),
        Case(measure: .pictureCount, condition: .range(minimum: 2, maximum: 2)),
        Case(measure: .questionLength, condition: .range(minimum: 6, maximum: 6)),
        Case(measure: .answerLength, condition: .range(minimum: 2, maximum: 2)),
    ])
    func `a condition holds or not, and decides as its action says`(given: Case) throws {
        let subject = try #require(given.subject)
        for action in FilterRule.Action.allCases {
            let rule = FilterRule(
                name: "x", subject: subject, condition: given.condition,
                ignoresCase: given.ignoresCase, action: action, quantifier: given.quantifier)
            let outcome = try FilterSet([rule]).evaluate(FilterSetTests.subject)
            #expect(outcome.isKept == (given.holds != (action == .drop)))
            #expect(outcome.reason == (outcome.isKept ? nil : "filter:x"))
        }
    }

    /// The rules of PeBR-R1's warm-up filter that are not checks of ingest anyway.
    static let warmUp = [
        FilterRule(
            name: "rethink",
            subject: .field(FieldPath(steps: ["messages", "[role=assistant]", "content"])),
            condition: .contains("let me rethink it"), ignoresCase: true),
        FilterRule(
            name: "small", subject: .measure(.pictureSide),
            condition: .range(minimum: nil, maximum: 27)),
        FilterRule(
            name: "text-only", subject: .field(FieldPath(steps: ["images"])),
            condition: .missing(true)),
    ]

    @Test func `every rule is counted by itself, and the first is the reason`() throws {
        let filters = try FilterSet(FilterSetTests.warmUp)
        let outcome = filters.evaluate(FilterSetTests.subject)
        #expect(outcome.failures == [0, 1])
        #expect(outcome.reason == "filter:rethink")
        var counts = FilterCounts(filters)
        counts.add(outcome)
        counts.add(FilterOutcome(failures: [1], reason: "filter:small"))
        counts.add(FilterOutcome(failures: [], reason: nil))
        #expect(counts.rows == 3)
        #expect(
            counts.counts == [
                .init(name: "rethink", hits: 1, first: 1), .init(name: "small", hits: 2, first: 1),
                .init(name: "text-only"),
            ])
    }

    @Test func `a filter of pictures that are not read drops nothing`() throws {
        let filters = try FilterSet(FilterSetTests.warmUp)
        #expect(filters.needsPictures)
        var subject = FilterSetTests.subject
        subject.pictures = nil
        #expect(filters.evaluate(subject).failures == [0])
        let keep = FilterRule(
            name: "x", subject: .measure(.pictureCount), condition: .range(minimum: 1, maximum: 1),
            action: .keep)
        #expect(try FilterSet([keep]).evaluate(subject).isKept)
    }

    @Test func `no filters keep every row`() throws {
        let filters = try FilterSet([])
        #expect(filters.isEmpty && !filters.needsPictures)
        #expect(filters.evaluate(FilterSetTests.subject).isKept)
    }

    @Test func `a broken pattern is a fault`() {
        let rule = FilterRule(
            name: "x", subject: .column(.answer), condition: .matches("("))
        #expect(throws: Fault.self) { try FilterSet([rule]) }
    }
}
