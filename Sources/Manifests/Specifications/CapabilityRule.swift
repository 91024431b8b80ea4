public import Records

/// How a question's capability is told: the `capability` key of a data set.
public enum CapabilityRule: Sendable, Hashable {
    /// The value of a field and the capability it stands for.
    public struct Value: Sendable, Hashable {
        /// The field's text.
        public var text: String
        /// The capability it stands for.
        public var capability: Capability

        /// A text and the capability it stands for.
        public init(text: String, capability: Capability) {
            self.text = text
            self.capability = capability
        }
    }

    /// A pattern that a field may match, and the capability it then tells.
    public struct Pattern: Sendable, Hashable {
        /// The field.
        public var field: FieldPath
        /// A regular expression in Swift's syntax; it has been checked. It need match only a part.
        public var matches: String
        /// The capability where it matches.
        public var capability: Capability

        /// A pattern on a field.
        public init(field: FieldPath, matches: String, capability: Capability) {
            self.field = field
            self.matches = matches
            self.capability = capability
        }
    }

    /// Every question has this capability.
    case constant(Capability)
    /// By the value of a field; a value that is not listed has no capability.
    case values(field: FieldPath, values: [Value])
    /// By the first pattern that matches; `otherwise` where none does.
    case patterns([Pattern], otherwise: Capability?)
}
