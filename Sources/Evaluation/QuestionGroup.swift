import Records
import Storage

/// Questions that a figure is given for.
enum QuestionGroup: Sendable, Hashable {
    case all
    case capability(Capability)
    /// Those whose source gives them this family.
    case family(String)

    /// The groups that a question is in.
    ///
    /// - Parameter field: the field of the source that names the family.
    static func groups(of question: Question, field: String) -> [QuestionGroup] {
        var groups: [QuestionGroup] = [.all, .capability(question.capability)]
        if let name = family(of: question, field) { groups.append(.family(name)) }
        return groups
    }

    /// The groups that any of the questions is in: all of them, then capabilities from the coarse one
    /// on, then families by their names' bytes.
    static func ordered(_ questions: [Question], field: String) -> [QuestionGroup] {
        let present = Set(questions.flatMap { groups(of: $0, field: field) })
        let families = present.compactMap(\.family).sorted {
            $0.utf8.lexicographicallyPrecedes($1.utf8)
        }
        return [.all] + Capability.allCases.map { .capability($0) }.filter(present.contains)
            + families.map { .family($0) }
    }

    /// The family's name, as text or as the source's number.
    private static func family(of question: Question, _ field: String) -> String? {
        guard let extra = question.extra.first(where: { $0.name == field }),
            let value = try? JSONReader.parse(Array(extra.json.utf8), file: field)
        else { return nil }
        switch value {
        case .string(let text), .number(let text): return text
        case .bool(let flag): return flag ? "true" : "false"
        default: return nil
        }
    }

    /// A family's name.
    var family: String? { if case .family(let name) = self { name } else { nil } }

    /// A capability's name, or `all`.
    var capability: String {
        if case .capability(let capability) = self { capability.rawValue } else { "all" }
    }
}
