public import Records

/// A value of a report. Text, JSON and HTML show the same one.
public enum ReportValue: Sendable, Hashable {
    /// Nothing is known.
    case none
    /// A name or a sentence. It may be the user's, and is escaped wherever it is shown.
    case text(String)
    /// How many.
    case count(Int)
    /// A number without a unit.
    case number(Double)
    /// A part of a whole, from 0 to 1; shown in percent.
    case share(Double)
    /// A difference of two shares; shown in percentage points.
    case points(Double)
    /// A time in seconds.
    case seconds(Double)
    /// A size in bytes.
    case bytes(Int)

    /// The value as JSON: shares as they are, times in seconds, sizes in bytes.
    public var json: JSONValue {
        switch self {
        case .none: .null
        case .text(let text): .string(text)
        case .count(let count), .bytes(let count): .integer(count)
        case .number(let number), .share(let number), .points(let number), .seconds(let number):
            .real(number)
        }
    }

    /// The value as a person reads it. Texts are as they are: whoever shows them escapes them.
    public var text: String {
        switch self {
        case .none: ""
        case .text(let text): text
        case .count(let count): Format.count(count)
        case .number(let number): Format.metric(number)
        case .share(let share): Format.percent(share)
        case .points(let points):
            (points > 0 ? "+" : "") + Format.fixed(points * 100, 1) + " pp"
        case .seconds(let seconds): Format.duration(seconds)
        case .bytes(let bytes): Format.megabytes(bytes)
        }
    }

    /// The value as a number for a chart; nothing for texts.
    public var real: Double? {
        switch self {
        case .none, .text: nil
        case .count(let count), .bytes(let count): Double(count)
        case .number(let number), .share(let number), .points(let number), .seconds(let number):
            number.isFinite ? number : nil
        }
    }

    /// Whether it is a figure rather than a name.
    public var isFigure: Bool {
        switch self {
        case .none, .text: false
        default: true
        }
    }

    /// What this is more than another value of its kind; nothing of texts and of nothing.
    func difference(from other: ReportValue) -> ReportValue {
        guard let mine = real, let others = other.real else { return .none }
        return switch (self, other) {
        case (.count(let mine), .count(let others)): .count(mine - others)
        case (.bytes(let mine), .bytes(let others)): .bytes(mine - others)
        case (.share, .share): .points(mine - others)
        case (.seconds, .seconds): .number(mine - others)
        default: .number(mine - others)
        }
    }
}

extension ReportValue {
    /// A share that is not there if its whole is 0.
    static func share(_ part: Int, of whole: Int) -> ReportValue {
        whole == 0 ? .none : .share(Double(part) / Double(whole))
    }

    /// A value of a receipt's facts that may be missing.
    static func share(_ json: JSONValue?) -> ReportValue {
        json?.realValue.map { .share($0) } ?? .none
    }

    /// A value of a receipt's facts that may be missing.
    static func number(_ json: JSONValue?) -> ReportValue {
        json?.realValue.map { .number($0) } ?? .none
    }

    /// A value of a receipt's facts that may be missing.
    static func count(_ json: JSONValue?) -> ReportValue {
        json?.integerValue.map { .count($0) } ?? .none
    }

    /// A value of a receipt's facts that may be missing.
    static func text(_ json: JSONValue?) -> ReportValue {
        json?.stringValue.map { .text($0) } ?? .none
    }
}
