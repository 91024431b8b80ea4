import Records

/// Turns values from the command line into YAML nodes that are laid over the manifest.
struct OverrideReader {
    /// What diagnostics call the command line's values.
    static let file = "--set"

    /// The values as a text, one a line: what diagnostics show.
    private(set) var text = ""
    /// The values as mappings, in order.
    private(set) var nodes: [YAMLNode] = []
    /// What is wrong with them.
    private(set) var faults: [Fault] = []

    /// Reads values by field path such as `stages.warm-up.steps`.
    ///
    /// A value is a scalar without quotes, so that the field decides what it means; one that starts
    /// with `[` or `{` is read as YAML.
    init(_ overrides: [(path: String, value: String)]) {
        for (path, value) in overrides {
            let line = SourceText.lines(of: text).count
            append(path, value, line: line)
            text += "\(path)=\(value)\n"
        }
    }

    private mutating func append(_ path: String, _ value: String, line: Int) {
        let names = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard names.allSatisfy({ !$0.isEmpty }) else {
            faults.append(
                Fault(
                    .badInput, "the field \(Wording.quoted(path)) has an empty name",
                    remedy: "write `--set FIELD=VALUE`, such as `--set stages.warm-up.steps=600`",
                    location: SourceLocation(file: OverrideReader.file, line: line)))
            return
        }
        var column = path.unicodeScalars.count + 2
        guard var node = node(value, line: line, column: column) else { return }
        for name in names.reversed() {
            column -= name.unicodeScalars.count + 1
            let place = SourceLocation(file: OverrideReader.file, line: line, column: column)
            node = YAMLNode(
                content: .mapping([.init(name: name, location: place, value: node)]),
                location: place)
        }
        nodes.append(node)
    }

    private mutating func node(_ value: String, line: Int, column: Int) -> YAMLNode? {
        guard value.hasPrefix("[") || value.hasPrefix("{") else {
            return YAMLNode(
                content: .scalar(value, isPlain: true),
                location: SourceLocation(file: OverrideReader.file, line: line, column: column))
        }
        // Blank text before the value puts libyaml's marks where the value stands.
        let blank =
            String(repeating: "\n", count: line - 1) + String(repeating: " ", count: column - 1)
        let document = YAMLDocument(Array((blank + value).utf8), file: OverrideReader.file)
        faults += document.faults
        return document.root
    }
}
