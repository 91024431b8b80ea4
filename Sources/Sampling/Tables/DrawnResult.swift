import Records

/// What a row of a table says of one draw.
enum DrawnResult: UInt8 {
    case right, wrong, noAnswerFound, truncated, notGradable
    /// The draw was asked for and never came.
    case missing
    /// The row is about something else than an answer to the question with its picture.
    case otherKind
    /// The row says nothing that can be understood.
    case malformed

    /// The outcome of a verdict, or of a text for true, false, 1 or 0.
    init(_ text: String) {
        switch text {
        case "right", "true", "True", "TRUE": self = .right
        case "wrong", "false", "False", "FALSE": self = .wrong
        case Verdict.noAnswerFound.rawValue: self = .noAnswerFound
        case Verdict.truncated.rawValue: self = .truncated
        case Verdict.notGradable.rawValue: self = .notGradable
        case "": self = .missing
        default: self = Double(text).map { DrawnResult($0) } ?? .malformed
        }
    }

    /// The outcome of an accuracy: 1 is right, and less is not, as PeBR-R1's script has it.
    init(_ accuracy: Double) {
        self = accuracy == 1 ? .right : accuracy >= 0 && accuracy < 1 ? .wrong : .malformed
    }

    /// The outcome of a JSON value.
    init(_ value: JSONValue?) {
        switch value {
        case nil, .null?: self = .missing
        case .bool(let isRight)?: self = isRight ? .right : .wrong
        case .string(let text)?: self = DrawnResult(text)
        case let value?: self = value.realValue.map { DrawnResult($0) } ?? .malformed
        }
    }
}
