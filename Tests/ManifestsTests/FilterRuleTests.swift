import Records
import Testing

@testable import Manifests

@Suite struct FilterRuleTests {
    private let type = ValueType<[FilterRule]>.filters

    struct Case: Sendable, CustomTestStringConvertible {
        var yaml: String
        var rule: FilterRule
        var testDescription: String { yaml }
    }

    static let content = FilterRule.Subject.field(FieldPath(steps: ["content"]))

    @Test(arguments: [
        Case(
            yaml: "{name: a, field: content, contains: x, ignore_case: true}",
            rule: FilterRule(
                name: "a", subject: content, condition: .contains("x"), ignoresCase: true)),
        Case(
            yaml: "{name: a, field: 'messages[role=assistant].content', matches: '^x+$'}",
            rule: FilterRule(
                name: "a",
                subject: .field(
                    FieldPath(steps: ["messages", "[role=assistant]", "content"])),
                condition: .matches("^x+$"))),
        Case(
            yaml: "{name: a, column: capability, equals: fine, action: keep}",
            rule: FilterRule(
                name: "a", subject: .column(.capability), condition: .equals("fine"),
                action: .keep, quantifier: .all)),
        Case(
            yaml: "{name: a, column: choices, one_of: [no, 1.10], quantifier: all}",
            rule: FilterRule(
                name: "a", subject: .column(.choices), condition: .oneOf(["no", "1.10"]),
                quantifier: .all)),
        Case(
            yaml: "{name: a, measure: picture.side, range: {max: 27}}",
            rule: FilterRule(
                name: "a", subject: .measure(.pictureSide),
                condition: .range(minimum: nil, maximum: 27))),
        Case(
            yaml: "{name: a, field: content, missing: false}",
            rule: FilterRule(name: "a", subject: content, condition: .missing(false))),
    ])
    func `a rule is read, and written as it is read`(given: Case) throws {
        #expect(try RuleReading.read(type, "[\(given.yaml)]").value == [given.rule])
        #expect(try RuleReading.roundTrip(type, [given.rule]) == [given.rule])
    }

    @Test func `the warm-up filter of PeBR-R1 is two rules`() throws {
        let yaml = """
            [{name: rethink, field: 'messages[role=assistant].content',
              contains: let me rethink it, ignore_case: true},
             {name: small, measure: picture.side, range: {max: 27}}]
            """
        let path = FieldPath(steps: ["messages", "[role=assistant]", "content"])
        #expect(
            try RuleReading.read(type, yaml).value == [
                FilterRule(
                    name: "rethink", subject: .field(path),
                    condition: .contains("let me rethink it"), ignoresCase: true),
                FilterRule(
                    name: "small", subject: .measure(.pictureSide),
                    condition: .range(minimum: nil, maximum: 27)),
            ])
    }

    struct Wrong: Sendable, CustomTestStringConvertible {
        var yaml: String
        var message: String
        var testDescription: String { yaml }
    }

    @Test(arguments: [
        Wrong(yaml: "[{field: a, equals: b}]", message: "`name` is missing"),
        Wrong(yaml: "[{name: a, equals: b}]", message: "is on none or on several"),
        Wrong(
            yaml: "[{name: a, field: b, column: answer, equals: c}]",
            message: "is on none or on several"),
        Wrong(yaml: "[{name: a, field: b}]", message: "no condition or several"),
        Wrong(
            yaml: "[{name: a, field: b, equals: c, contains: d}]",
            message: "no condition or several"),
        Wrong(
            yaml: "[{name: a, measure: picture.width, equals: '3'}]",
            message: "compares a measure with a text"),
        Wrong(
            yaml: "[{name: a, field: b, range: {min: 2}, ignore_case: true}]",
            message: "no text to compare"),
        Wrong(yaml: "[{name: a, field: b, range: {}}]", message: "is empty"),
        Wrong(yaml: "[{name: a, field: b, range: {min: 3, max: 2}}]", message: "above `max`"),
        Wrong(yaml: "[{name: a, field: b, matches: '('}]", message: "a regular expression"),
        Wrong(yaml: "[{name: a, field: 'b..c', equals: d}]", message: "a field's path"),
        Wrong(yaml: "[{name: a, measure: width, range: {min: 1}}]", message: "picture.width"),
        Wrong(
            yaml: "[{name: a, field: b, equals: c}, {name: a, field: b, equals: d}]",
            message: "there twice"),
    ])
    func `a rule that says nothing or two things is a fault`(given: Wrong) throws {
        let faults = try RuleReading.read(type, given.yaml).faults
        #expect(faults.count == 1)
        #expect(faults.first?.message.contains(given.message) == true, "\(faults)")
        #expect(faults.first?.location != nil)
    }
}
