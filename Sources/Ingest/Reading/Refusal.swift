/// A column that the mapping needs and the header of a table has not.
struct MissingColumn: Sendable, Hashable {
    /// Its name.
    var name: String
    /// The columns there are.
    var names: [String]
    /// What was found, and what may be wrong.
    var detail: String
}

/// The reason to leave out a file or a row, and what was found.
struct Refusal: Error, Sendable, Hashable {
    /// A name such as `missing_field`.
    var reason: String
    /// What was found, and what was expected; at most 300 characters.
    var detail: String
    /// The picture or the archive's entry that is to blame, where one is.
    var entry: String?
    /// What was measured and compared, where something was.
    var measured: String?
    /// The row's id, where it is known.
    var id: String?
    /// The id of the question that the row repeats.
    var duplicateOf: String?

    /// The column that a table lacks, where that is why.
    var missingColumn: MissingColumn?

    /// The reason of a row whose name in the file's object was given before.
    static let duplicateName = "duplicate_json_key"

    /// A refusal for one of our reasons.
    init(
        _ reason: RejectReason, _ detail: String, entry: String? = nil, measured: String? = nil
    ) {
        self.init(reason.rawValue, detail, entry: entry, measured: measured)
    }

    /// A refusal for a named reason.
    init(_ reason: String, _ detail: String, entry: String? = nil, measured: String? = nil) {
        self.reason = reason
        self.detail = Refusal.clipped(detail, to: 300)
        self.entry = entry
        self.measured = measured
    }

    /// The text, cut after so many characters. Counts Unicode scalars: a single character may hold
    /// thousands of combining marks.
    static func clipped(_ text: String, to count: Int) -> String {
        let scalars = text.unicodeScalars
        guard
            let end = scalars.index(
                scalars.startIndex, offsetBy: count, limitedBy: scalars.endIndex),
            end < scalars.endIndex
        else { return text }
        return String(scalars[..<end]) + "…"
    }
}
