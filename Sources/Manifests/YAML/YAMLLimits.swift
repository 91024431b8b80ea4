/// How large a YAML file may be, so that a hostile one costs little.
enum YAMLLimits {
    /// The most bytes of a file.
    static let fileByteCount = 1 << 20
    /// How deep nodes may nest.
    static let depth = 64
    /// The most nodes and bytes of text that a document may grow to when its aliases are followed.
    static let weight = 4 << 20
}
