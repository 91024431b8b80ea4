/// A JSON value as a tree. Numbers keep their source text, objects keep their order.
///
/// Reading is `Storage.JSONReader`, which refuses duplicate keys; `serialized` writes.
public enum JSONValue: Sendable, Hashable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A number, as its source wrote it.
    case number(String)
    /// A string.
    case string(String)
    /// An array.
    case array([JSONValue])
    /// An object's members in source order.
    case object([Member])

    /// A name and its value.
    public struct Member: Sendable, Hashable {
        /// The name.
        public var name: String
        /// The value.
        public var value: JSONValue

        /// A member of an object.
        public init(_ name: String, _ value: JSONValue) {
            self.name = name
            self.value = value
        }
    }
}

extension JSONValue {
    /// A whole number.
    public static func integer(_ value: some BinaryInteger) -> JSONValue { .number("\(value)") }

    /// A number, in the shortest text that reads back to the same bits; `null` if it is not finite.
    public static func real(_ value: Double) -> JSONValue {
        value.isFinite ? .number("\(value)") : .null
    }

    /// A number, in the shortest text that reads back to the same bits; `null` if it is not finite.
    public static func real(_ value: Float) -> JSONValue {
        value.isFinite ? .number("\(value)") : .null
    }

    /// The member of an object with this name, or nothing.
    public subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        // The others are not copied to be looked at.
        for index in members.indices where members[index].name == name {
            return members[index].value
        }
        return nil
    }

    /// The text of a string.
    public var stringValue: String? { if case .string(let text) = self { text } else { nil } }

    /// The value of a whole number.
    public var integerValue: Int? { if case .number(let text) = self { Int(text) } else { nil } }

    /// The value of a number.
    public var realValue: Double? {
        if case .number(let text) = self { Double(text) } else { nil }
    }

    /// The value of `true` or `false`.
    public var boolValue: Bool? { if case .bool(let value) = self { value } else { nil } }

    /// The elements of an array.
    public var arrayValue: [JSONValue]? {
        if case .array(let elements) = self { elements } else { nil }
    }

    /// The members of an object.
    public var objectValue: [Member]? {
        if case .object(let members) = self { members } else { nil }
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    /// A string.
    public init(stringLiteral value: String) { self = .string(value) }
    /// A whole number.
    public init(integerLiteral value: Int) { self = .integer(value) }
    /// `true` or `false`.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    /// An array.
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    /// An object, in the order written.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(elements.map { Member($0, $1) })
    }
}
