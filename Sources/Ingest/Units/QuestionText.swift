import Records

/// The JSON text of a question with a gap for its pictures: they are not placed until their shard is
/// written and named, and all else need not be made into text again for that.
struct QuestionText: Hashable {
    /// The text but for the pictures: `Question.json` without the value of `images`.
    var bytes: [UInt8]
    /// Where the pictures go.
    var gap: Int

    /// A text with its gap.
    ///
    /// - Precondition: the gap lies in the text.
    init(bytes: [UInt8], gap: Int) {
        precondition(gap >= 0 && gap <= bytes.count, "a gap at \(gap) of \(bytes.count) bytes")
        self.bytes = bytes
        self.gap = gap
    }

    /// The text of a question; its pictures are not looked at.
    init(_ question: Question) {
        var text: [UInt8] = []
        text.reserveCapacity(512 + question.text.utf8.count)
        func append(_ name: StaticString, _ value: String?) {
            QuestionText.append(name, to: &text)
            if let value {
                JSONValue.append(string: value, to: &text)
            } else {
                text += "null".utf8
            }
        }
        func append(_ name: StaticString, _ values: [String]) {
            QuestionText.append(name, to: &text)
            QuestionText.append(values, to: &text)
        }
        append("{\"id\":", question.id)
        append(",\"source\":", question.source)
        append(",\"split\":", question.split)
        append(",\"capability\":", question.capability.rawValue)
        append(",\"question\":", question.text)
        append(",\"answer\":", question.answer)
        append(",\"choices\":", question.choices)
        append(",\"keywords\":", question.keywords)
        append(",\"target\":", question.target)
        append(",\"text_only_target\":", question.textOnlyTarget)
        QuestionText.append(",\"images\":", to: &text)
        gap = text.count
        QuestionText.append(",\"extra\":[", to: &text)
        for (index, field) in question.extra.enumerated() {
            if index > 0 { text.append(UInt8(ascii: ",")) }
            QuestionText.append([field.name, field.json], to: &text)
        }
        QuestionText.append("]}", to: &text)
        bytes = text
    }

    /// Appends the text of the question.
    ///
    /// - Parameter pictures: the value of `images`.
    func append(to text: inout [UInt8], pictures: [UInt8]) {
        text += bytes[..<gap]
        text += pictures
        text += bytes[gap...]
    }

    private static func append(_ text: StaticString, to bytes: inout [UInt8]) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    private static func append(_ values: [String], to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "["))
        for (index, value) in values.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            JSONValue.append(string: value, to: &bytes)
        }
        bytes.append(UInt8(ascii: "]"))
    }
}
