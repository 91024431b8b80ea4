import Records

/// What decoding gathers beside the value: faults, and where each field was given.
struct Decoding: Sendable {
    /// What is wrong.
    var faults: [Fault] = []
    /// Where each value stands, by field path.
    var locations: [String: SourceLocation] = [:]
    /// Where each key stands, by field path.
    var keyLocations: [String: SourceLocation] = [:]
    /// The keys of the whole file that are not known, and their places among the faults.
    var unknownKeys: [(entry: YAMLNode.Entry, fault: Int)] = []
    /// Whether a required field that is not there is a fault: not before overlays are laid on.
    var reportsMissing = true
    /// Whether rules between fields are checked: not before overlays are laid on.
    var checksRules = true

    /// So many unknown keys of a mapping are named; a file of other data has thousands.
    private static let mostUnknownKeys = 100

    /// A fault at a place.
    mutating func report(_ message: String, at location: SourceLocation?, remedy: String? = nil) {
        faults.append(Fault(.badInput, message, remedy: remedy, location: location))
    }

    /// A fault at the value of a field, or else at the nearest field around it.
    mutating func report(_ message: String, field path: String, remedy: String? = nil) {
        report(message, at: location(of: path), remedy: remedy)
    }

    /// A fault for a value that is not of its field's type.
    mutating func mistyped(
        _ node: YAMLNode, _ path: String, expected: String, remedy: String? = nil
    ) {
        report(
            "\(Wording.field(path)) is \(node.found); expected \(expected)", at: node.location,
            remedy: remedy)
    }

    /// A fault for a name that is not among those known.
    mutating func unknown(
        _ name: String, what: String, at location: SourceLocation?, among known: [String]
    ) {
        report(
            "\(what) \(Wording.quoted(name)) is not known", at: location,
            remedy: Wording.remedy(for: name, among: known))
    }

    /// Where the value of a field stands, or else the nearest field around it.
    func location(of path: String) -> SourceLocation? {
        locations.nearest(to: path) ?? locations[""]
    }

    /// The entries of a mapping whose keys are all known; a fault for each that is not.
    mutating func entries(
        of node: YAMLNode, _ path: String, known: [String], expected: String
    ) -> [YAMLNode.Entry]? {
        guard let entries = node.entries else {
            let isEmpty = node.isNull
            mistyped(
                node, path, expected: expected,
                remedy: isEmpty ? "remove the key, or write `{}`" : nil)
            return nil
        }
        let unknown = entries.filter { !known.contains($0.name) }
        for entry in unknown.prefix(Decoding.mostUnknownKeys) {
            if path.isEmpty { unknownKeys.append((entry, faults.count)) }
            let message = "the key \(Wording.quoted(entry.name)) is not known"
            let remedy =
                entry.name == "<<"
                ? "merge keys are not read; use an alias for the whole value"
                : Wording.remedy(for: entry.name, among: known)
            report(
                path.isEmpty ? message : "\(message) in \(Wording.field(path))",
                at: entry.location, remedy: remedy)
        }
        if unknown.count > Decoding.mostUnknownKeys {
            let rest = unknown.count - Decoding.mostUnknownKeys
            report(
                "\(rest) more keys are not known in \(Wording.field(path))",
                at: unknown[Decoding.mostUnknownKeys].location,
                remedy: "name a file of the kind that is expected here")
        }
        return entries.filter { known.contains($0.name) }
    }
}

extension Wording {
    /// A field's path in backquotes, or words for the whole file.
    static func field(_ path: String) -> String { path.isEmpty ? "the file" : quoted(path) }

    /// A field inside another.
    static func join(_ path: String, _ name: String) -> String {
        path.isEmpty ? name : "\(path).\(name)"
    }
}
