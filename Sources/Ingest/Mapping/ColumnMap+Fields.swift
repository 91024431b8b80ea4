import Manifests

extension ColumnMap {
    /// Every rule that is set.
    private var rules: [ColumnRule] {
        [id, question, answer, images, choices, keywords, target, textOnlyTarget].compactMap { $0 }
    }

    /// Every field that a column reads.
    var fields: [FieldPath] { rules.flatMap(\.fields) }

    /// The outermost names of the fields that every row must have.
    var requiredFields: [String] {
        [id, question, answer, images].compactMap { $0 }.flatMap(\.fields)
            .compactMap(\.steps.first)
    }
}

extension ColumnRule {
    /// Every field that the rule reads.
    var fields: [FieldPath] {
        switch self {
        case .constant: []
        case .field(let path): [path]
        case .template(let template):
            template.parts.compactMap { part in
                if case .field(let path) = part { path } else { nil }
            }
        }
    }
}
