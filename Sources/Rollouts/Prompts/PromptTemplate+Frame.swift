public import Records

extension PromptTemplate {
    /// What stands before and behind the question, whatever the question is: what a trainer that draws by itself
    /// has to put around its rows to ask as this template does.
    ///
    /// - Throws: a `Fault` of code `badInput` where the template shows the question more than once.
    public func frame() throws(Fault) -> (before: String, behind: String) {
        let parts = try text(PromptTemplate.mark, choices: [])
            .split(separator: PromptTemplate.mark, omittingEmptySubsequences: false)
        guard parts.count == 2 else {
            throw Fault(
                .badInput,
                "the template shows the question \(parts.count - 1) times; expected once",
                remedy: "write what stands around it as `before` and `behind`")
        }
        return (String(parts[0]), String(parts[1]))
    }

    /// A question with its options as the template shows it, without what stands before and behind it. Its marks
    /// for pictures stay.
    ///
    /// - Parameters:
    ///   - question: the question.
    ///   - frame: what `frame()` gave.
    /// - Throws: a `Fault` of code `badInput` where something else stands around this question.
    public func framed(
        _ question: Question, in frame: (before: String, behind: String)
    ) throws(Fault) -> String {
        let (before, behind) = (Array(frame.before.utf8), Array(frame.behind.utf8))
        let whole = Array(try text(question.text, choices: question.choices).utf8)
        guard whole.count >= before.count + behind.count, whole.starts(with: before),
            whole.suffix(behind.count).elementsEqual(behind)
        else {
            throw Fault(
                .badInput,
                "the template puts something else around `\(question.id)` than around a question "
                    + "without options",
                remedy: "write what stands around questions as `before` and `behind`")
        }
        return String(
            decoding: whole.dropFirst(before.count).dropLast(behind.count), as: UTF8.self)
    }

    /// No question holds it.
    private static let mark = "\u{FFFFE}question\u{FFFFE}"

    /// The message, with the question's own marks for pictures in it.
    private func text(_ question: String, choices: [String]) throws(Fault) -> String {
        let material = PromptMaterial(question: question, choices: choices, pictureCount: 0)
        return try render(material).map { part in
            if case .text(let text) = part { text } else { "" }
        }.joined()
    }
}
