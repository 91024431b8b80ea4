/// A key of a trainer's configuration, and why it has its value.
struct ConfigEntry: Sendable, Hashable {
    enum Value: Sendable, Hashable {
        case text(String)
        case integer(Int)
        case real(Double)
        case flag(Bool)
        /// Words of ours, never a user's text.
        case words([String])
        case null
        /// What only the launcher knows, as a word of its shell.
        case shell(String)
        /// The key alone is the option.
        case present
    }

    var key: String
    var value: Value
    var reason: String

    init(_ key: String, _ value: Value, _ reason: String) {
        self.key = key
        self.value = value
        self.reason = reason
    }
}
