import Manifests

extension ColumnMap {
    /// Every rule that is set.
    private var rules: [ColumnRule] {
        [id, question, answer, images, choices, keywords, target, textOnlyTarget].compactMap { $0 }
    }

    /// Every field that a column reads.
    var fields: [FieldPath] { rules.flatMap(\.fields) }
}

extension DatasetSpecification {
    /// The outermost names of the fields that every row of the source must have.
    var requiredFields: [String] {
        let rules = [columns.id, columns.question, columns.answer, columns.images]
        let made = derive.flatMap(\.names) + [expand?.field].compactMap { $0 }
        let read = rules.compactMap { $0 }.flatMap(\.requiredFields) + derive.map(\.from)
        return read.compactMap(\.steps.first).filter { !made.contains($0) }
    }

    /// Every field that a row may lack without being refused, and where the data set names it.
    var optionalFields: [(key: String, path: FieldPath)] {
        let rules = [
            ("choices", columns.choices), ("keywords", columns.keywords),
            ("target", columns.target), ("text_only_target", columns.textOnlyTarget),
        ]
        var result = rules.flatMap { name, rule in
            (rule?.fields ?? []).map { (key: "columns.\(name)", path: $0) }
        }
        switch capability {
        case .values(let field, _): result.append(("capability.field", field))
        case .patterns(let patterns, _):
            for (index, pattern) in patterns.enumerated() {
                result.append(("capability.rules.\(index).field", pattern.field))
            }
        case .constant, nil: break
        }
        return result
    }
}

extension ColumnRule {
    /// The fields without which the rule makes nothing, whatever else a row holds.
    fileprivate var requiredFields: [FieldPath] {
        if case .lookup(let lookup) = self { lookup.key.fields } else { fields }
    }

    /// Every field that the rule reads.
    var fields: [FieldPath] {
        switch self {
        case .constant: []
        case .field(let path): [path]
        case .template(let template): template.fields
        case .lookup(let lookup):
            lookup.key.fields
                + (lookup.values.map(\.template) + [lookup.otherwise].compactMap(\.self))
                .flatMap(\.fields)
        }
    }
}

extension ColumnTemplate {
    /// Every field that is filled in.
    fileprivate var fields: [FieldPath] {
        parts.compactMap { part in
            if case .field(let path) = part { path } else { nil }
        }
    }
}
