/// What can be wrong with a JSON text. The numbers are those of `CJSON.h`.
enum JSONProblem: Int32 {
    case empty = 1
    case badUTF8 = 2
    case controlCharacter = 3
    case unclosedString = 4
    case unexpected = 5
    case badNumber = 6
    case badEscape = 7
    case loneSurrogate = 8
    case duplicateName = 9
    case tooDeep = 10
    case truncated = 11
    case trailing = 12
    case noMemory = 13
    case tooLarge = 14

    /// The name under which a reject counts it.
    var reason: String {
        switch self {
        case .empty: "empty_file"
        case .badUTF8, .loneSurrogate: "bad_encoding"
        case .controlCharacter: "control_char"
        case .duplicateName: "duplicate_json_key"
        case .tooDeep: "too_deep"
        case .tooLarge: "too_large"
        default: "bad_json"
        }
    }

    /// What was found and what was expected, for people.
    var message: String {
        switch self {
        case .empty: "there is no JSON value here"
        case .badUTF8: "this byte does not belong to a UTF-8 text"
        case .controlCharacter: "a control character stands unescaped inside a string"
        case .unclosedString: "the string that begins here does not end"
        case .unexpected: "this is not JSON"
        case .badNumber: "this is not a JSON number"
        case .badEscape: "this is not an escape that JSON knows"
        case .loneSurrogate: "half of a surrogate pair stands alone, which is no character"
        case .duplicateName: "the object names this member twice"
        case .tooDeep: "arrays and objects lie more than \(JSONParser.maximumDepth) deep"
        case .truncated: "the text ends inside a JSON value"
        case .trailing: "something follows after the end of the JSON value"
        case .noMemory: "there is not enough memory to read this"
        case .tooLarge: "the JSON text has too many bytes, or too many values"
        }
    }
}
