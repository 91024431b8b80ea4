import Records

/// The keys of a filter as they are written; what they mean together is decided after.
private struct FilterKeys: Sendable {
    var name = ""
    var field: FieldPath?
    var column: FilterRule.Column?
    var measure: FilterRule.Measure?
    var contains: String?
    var matches: String?
    var equals: String?
    var oneOf: [String]?
    var range: FilterBounds?
    var missing: Bool?
    var ignoresCase = false
    var action = FilterRule.Action.drop
    var quantifier: FilterRule.Quantifier?

    static let schema = ObjectSchema(
        "a condition on rows, and what it decides", initial: FilterKeys(),
        fields: [
            Field("name", \.name, .name, isRequired: true, "the rule's name"),
            Field(
                "field", \.field, .optional(.fieldPath),
                "a field of the source's row, such as `messages[role=assistant].content`"),
            Field("column", \.column, .optional(.choice), "a column of the question"),
            Field("measure", \.measure, .optional(.choice), "a number that is measured"),
            Field("contains", \.contains, .optional(.someText), "a text that lies in the value"),
            Field(
                "matches", \.matches, .optional(.pattern),
                "a regular expression that matches some part of the value"),
            Field("equals", \.equals, .optional(.text), "the text that the value is"),
            Field(
                "one_of", \.oneOf, .optional(.list(of: .text, minimum: 1, isUnique: true)),
                "texts of which the value is one"),
            Field(
                "range", \.range, .optional(.object(FilterBounds.schema)),
                "bounds of the value as a number, included"),
            Field(
                "missing", \.missing, .optional(.bool), "whether there is no value"),
            Field(
                "ignore_case", \.ignoresCase, .bool, "whether upper and lower case are the same"),
            Field(
                "action", \.action, .choice,
                "`drop` drops the rows for which it holds, `keep` all others"),
            Field(
                "quantifier", \.quantifier, .optional(.choice),
                "of how many values it must hold: without it, `any` to drop, `all` to keep"),
        ])

    /// The names of the conditions.
    static let conditions = ["contains", "matches", "equals", "one_of", "range", "missing"]

    var subject: FilterRule.Subject? {
        switch (field, column, measure) {
        case (let path?, nil, nil): .field(path)
        case (nil, let column?, nil): .column(column)
        case (nil, nil, let measure?): .measure(measure)
        default: nil
        }
    }

    var condition: FilterRule.Condition? {
        var found: [FilterRule.Condition] = []
        if let contains { found.append(.contains(contains)) }
        if let matches { found.append(.matches(matches)) }
        if let equals { found.append(.equals(equals)) }
        if let oneOf { found.append(.oneOf(oneOf)) }
        if let range { found.append(.range(minimum: range.minimum, maximum: range.maximum)) }
        if let missing { found.append(.missing(missing)) }
        return found.count == 1 ? found.first : nil
    }

    init() {}

    init(_ rule: FilterRule) {
        name = rule.name
        ignoresCase = rule.ignoresCase
        action = rule.action
        quantifier = rule.quantifier
        switch rule.subject {
        case .field(let path): field = path
        case .column(let name): column = name
        case .measure(let name): measure = name
        }
        switch rule.condition {
        case .contains(let text): contains = text
        case .matches(let text): matches = text
        case .equals(let text): equals = text
        case .oneOf(let texts): oneOf = texts
        case .range(let minimum, let maximum):
            range = FilterBounds(minimum: minimum, maximum: maximum)
        case .missing(let value): missing = value
        }
    }
}

/// The `range` key of a filter.
private struct FilterBounds: Sendable {
    var minimum: Double?
    var maximum: Double?

    static let schema = ObjectSchema(
        "bounds of a number, included", initial: FilterBounds(),
        fields: [
            Field("min", \.minimum, .optional(.real()), "the least"),
            Field("max", \.maximum, .optional(.real()), "the most"),
        ],
        rules: [
            { bounds, path, decoding in
                if let minimum = bounds.minimum, let maximum = bounds.maximum {
                    guard minimum > maximum else { return }
                    decoding.report("\(Wording.field(path)) has `min` above `max`", field: path)
                } else if bounds.minimum == nil, bounds.maximum == nil {
                    decoding.report(
                        "\(Wording.field(path)) is empty; expected `min`, `max` or both",
                        field: path)
                }
            }
        ])
}

extension ValueType where Value == FilterRule {
    /// One element of `filters`.
    static var filter: ValueType {
        ValueType(
            expectation: "a mapping with `name`, what the rule is on, and one condition",
            schema: { FilterKeys.schema.schema($0) },
            decode: { node, path, decoding in
                let faultCount = decoding.faults.count
                guard let keys = FilterKeys.schema.decode(node, path, &decoding),
                    decoding.faults.count == faultCount
                else { return nil }
                if let fault = fault(in: keys) {
                    decoding.report("\(Wording.field(path)) \(fault)", at: node.location)
                    return nil
                }
                guard let subject = keys.subject, let condition = keys.condition else { return nil }
                return FilterRule(
                    name: keys.name, subject: subject, condition: condition,
                    ignoresCase: keys.ignoresCase, action: keys.action, quantifier: keys.quantifier)
            },
            encode: { rule, scope in
                .object(FilterKeys.schema.members(of: FilterKeys(rule), scope))
            })
    }

    private static func fault(in keys: FilterKeys) -> String? {
        guard keys.subject != nil else {
            return "is on none or on several; expected one of `field`, `column` and `measure`"
        }
        guard let condition = keys.condition else {
            let names = FilterKeys.conditions.map(Wording.quoted).joined(separator: ", ")
            return "has no condition or several; expected one of \(names)"
        }
        switch condition {
        case .range, .missing:
            return keys.ignoresCase ? "has `ignore_case`, but no text to compare" : nil
        case .contains, .matches, .equals, .oneOf:
            return keys.measure == nil
                ? nil : "compares a measure with a text; expected `range` or `missing`"
        }
    }
}

extension ValueType where Value == [FilterRule] {
    /// The `filters` key of a data set: rules in order, names unique.
    static var filters: ValueType {
        let list = ValueType<[FilterRule]>.list(of: .filter)
        var type = list
        type.decode = { node, path, decoding in
            guard let rules = list.decode(node, path, &decoding) else { return nil }
            var names: Set<String> = []
            for (index, rule) in rules.enumerated() where !names.insert(rule.name).inserted {
                decoding.report(
                    "the filter \(Wording.quoted(rule.name)) is there twice",
                    field: "\(path).\(index).name", remedy: "give each filter its own name")
            }
            return rules
        }
        return type
    }
}
