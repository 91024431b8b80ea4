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

    /// A field of the source that the data set reads.
    struct ReadField {
        /// Where the data set names it, as in `columns.question`.
        var key: String
        /// Where it lies in a row.
        var path: FieldPath
        /// Whether a question cannot be made without what names it.
        var isNeeded: Bool
    }

    /// Every field that is read of a row, those first that a row is refused without. Fields that are
    /// derived are none of the source's.
    var readFields: [ReadField] {
        let rules = [
            ("id", columns.id, false), ("question", columns.question, true),
            ("answer", columns.answer, true), ("images", columns.images, true),
            ("choices", columns.choices, false), ("keywords", columns.keywords, false),
            ("target", columns.target, false), ("text_only_target", columns.textOnlyTarget, false),
        ]
        var result = derive.enumerated().map { index, rule in
            ReadField(key: "derive.\(index).from", path: rule.from, isNeeded: true)
        }
        for (name, rule, isNeeded) in rules {
            result += (rule?.fields ?? []).map {
                ReadField(key: "columns.\(name)", path: $0, isNeeded: isNeeded)
            }
        }
        switch capability {
        case .values(let field, _):
            result.append(ReadField(key: "capability.field", path: field, isNeeded: false))
        case .patterns(let patterns, _):
            for (index, pattern) in patterns.enumerated() {
                result.append(
                    ReadField(
                        key: "capability.rules.\(index).field", path: pattern.field,
                        isNeeded: false))
            }
        case .constant, nil: break
        }
        let made = derive.flatMap(\.names) + [expand?.field].compactMap { $0 }
        return result.filter { field in
            field.path.steps.first.map { first in !made.contains(first) } ?? false
        }
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
