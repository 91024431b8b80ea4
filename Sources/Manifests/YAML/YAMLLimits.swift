/// How large a YAML file may be, so that a hostile one costs little.
enum YAMLLimits {
    /// The most bytes of a file.
    static let fileByteCount = 1 << 20
    /// How deep nodes may nest.
    static let depth = 64
    /// The most anchors of a file: libyaml compares each with all before it.
    static let anchorCount = 1000
    /// The most nodes and bytes of text that a document may grow to when its aliases are followed.
    static let weight = 4 << 20
}
