import Manifests
import Records

/// Makes texts of answers that the source wrote as something else.
struct AnswerRenderer: Sendable {
    private let rules: TextRules.Answers

    /// A renderer of some rules.
    init(rules: TextRules.Answers) { self.rules = rules }

    /// The answer as text: a string as it is, a number as the source wrote it, truth values and lists
    /// by rule; nothing where there is none.
    ///
    /// - Throws: why the answer is refused.
    func text(of value: JSONValue) throws(Refusal) -> String? {
        guard case .array(let elements) = value else { return try single(value) }
        // A null in a list is an answer that is not there.
        guard let first = elements.first, first != .null else { return nil }
        switch rules.lists {
        case .first: return try element(first)
        case .reject where elements.count > 1:
            throw Refusal(text: .listAnswer, "the answer is a list of \(elements.count)")
        case .join, .reject:
            var texts: [String] = []
            for value in elements { texts.append(try element(value)) }
            return texts.joined(separator: rules.separator)
        }
    }

    private func element(_ value: JSONValue) throws(Refusal) -> String {
        guard let text = try single(value) else {
            throw Refusal(text: .wrongType, "the answer is a list with no answer in it")
        }
        return text
    }

    private func single(_ value: JSONValue) throws(Refusal) -> String? {
        switch value {
        case .null: return nil
        case .string(let text): return text
        case .number(let text):
            guard Double(text)?.isFinite == true else {
                throw Refusal(
                    text: .numericAnswer, "the answer is `\(text)`, which is no number")
            }
            return text
        case .bool(let value):
            switch rules.booleans {
            case .keep: return value ? "true" : "false"
            case .yesNo: return value ? "Yes" : "No"
            }
        case .array: throw Refusal(text: .wrongType, "the answer is a list of lists")
        case .object: throw Refusal(text: .wrongType, "the answer is an object")
        }
    }
}

extension Refusal {
    /// A refusal for what a text check found.
    init(text reason: TextReason, _ detail: String) { self.init(reason.rawValue, detail) }

    /// The refusal of a row that has this finding.
    init(_ finding: TextFinding) { self.init(text: finding.reason, finding.detail) }
}
