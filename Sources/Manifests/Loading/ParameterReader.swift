import Records

/// Turns files of parameters into YAML nodes that are laid over the manifest.
struct ParameterReader {
    /// The values as mappings, in order.
    private(set) var nodes: [YAMLNode] = []
    /// What is wrong with them.
    private(set) var faults: [Fault] = []

    /// Reads files; what a later one gives stands above what an earlier one does.
    init(_ files: [ParameterFile]) {
        for file in files { append(file) }
    }

    private mutating func append(_ file: ParameterFile) {
        let document = YAMLDocument(Array(file.text.utf8), file: file.path)
        faults += document.faults
        guard let root = document.root else { return }
        guard let entries = root.entries else {
            faults.append(
                Fault(
                    .badInput,
                    "the parameters are \(root.found); expected a mapping from field paths to "
                        + "values", remedy: "write for example `stages.warm-up.steps: 600`",
                    location: root.location))
            return
        }
        var given: [[UInt8]: SourceLocation] = [:]
        for entry in entries {
            let names = entry.name.split(separator: ".", omittingEmptySubsequences: false)
                .map { String($0) }
            guard names.allSatisfy({ !$0.isEmpty }) else {
                faults.append(
                    Fault(
                        .badInput, "the field \(Wording.quoted(entry.name)) has an empty name",
                        location: entry.location))
                continue
            }
            checkOnce(entry.value, entry.name, entry.location, &given)
            var node = entry.value
            for name in names.reversed() {
                node = YAMLNode(
                    content: .mapping([.init(name: name, location: entry.location, value: node)]),
                    location: entry.location)
            }
            nodes.append(node)
        }
    }

    /// A value may be given nested or by its path, not both.
    private mutating func checkOnce(
        _ node: YAMLNode, _ path: String, _ location: SourceLocation,
        _ given: inout [[UInt8]: SourceLocation]
    ) {
        if let entries = node.entries, !entries.isEmpty {
            for entry in entries {
                checkOnce(entry.value, "\(path).\(entry.name)", entry.location, &given)
            }
        } else if let earlier = given.updateValue(location, forKey: Array(path.utf8)) {
            faults.append(
                Fault(
                    .badInput,
                    "\(Wording.quoted(path)) is given twice; it already stands in line "
                        + "\(earlier.line)", remedy: "remove one of the two", location: location))
        }
    }
}
