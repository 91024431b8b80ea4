import Records

/// An argument, option or flag as the argument parser describes it to others.
struct ArgumentDescription {
    /// How it stands on a command line.
    enum Kind: String {
        case positional
        case option
        case flag
    }

    var kind: Kind
    /// With their dashes, short ones first; none of a positional argument.
    var names: [String]
    /// What the value is called; of a flag, its name.
    var valueName: String
    var abstract: String
    var isOptional: Bool
    var isRepeating: Bool
    var defaultValue: String?

    init(_ json: JSONValue) throws(Fault) {
        guard let kind = json["kind"]?.stringValue.flatMap({ Kind(rawValue: $0) }),
            let valueName = json["valueName"]?.stringValue
        else { throw CommandDescription.unknown("an argument without `kind` or `valueName`") }
        self.kind = kind
        self.valueName = valueName
        abstract = json["abstract"]?.stringValue ?? ""
        isOptional = json["isOptional"]?.boolValue ?? false
        isRepeating = json["isRepeating"]?.boolValue ?? false
        defaultValue = json["defaultValue"]?.stringValue
        names = (json["names"]?.arrayValue ?? []).compactMap { name in
            guard let word = name["name"]?.stringValue else { return nil }
            return (name["kind"]?.stringValue == "long" ? "--" : "-") + word
        }
        guard kind == .positional || !names.isEmpty else {
            throw CommandDescription.unknown("`\(valueName)` has no name")
        }
    }
}
