import Records

/// A node of a YAML document and where it starts. Scalars stay text: the field that wants one decides
/// what it means.
struct YAMLNode: Sendable {
    /// What a node holds.
    enum Content: Sendable {
        /// A text; `isPlain` if it stands without quotes and is not a block.
        case scalar(String, isPlain: Bool)
        /// A list.
        case sequence([YAMLNode])
        /// Names and values in source order; the names differ.
        case mapping([Entry])
    }

    /// A name and its value.
    struct Entry: Sendable {
        /// The name.
        var name: String
        /// Where the name stands.
        var location: SourceLocation
        /// The value.
        var value: YAMLNode
    }

    /// What it holds.
    var content: Content
    /// Where it starts.
    var location: SourceLocation

    /// The entries of a mapping.
    var entries: [Entry]? { if case .mapping(let entries) = content { entries } else { nil } }

    /// The elements of a sequence.
    var elements: [YAMLNode]? { if case .sequence(let nodes) = content { nodes } else { nil } }

    /// The text of a scalar, quoted or not.
    var text: String? { if case .scalar(let text, _) = content { text } else { nil } }

    /// The text of a scalar without quotes.
    var plainText: String? { if case .scalar(let text, true) = content { text } else { nil } }

    /// Whether nothing, `~` or `null` stands here, without quotes.
    var isNull: Bool { plainText.map { ["", "~", "null"].contains($0) } ?? false }

    /// The value of an entry of a mapping.
    subscript(name: String) -> YAMLNode? { entries?.first { $0.name == name }?.value }

    /// What it is, for a diagnostic.
    var found: String {
        switch content {
        case .scalar("", true): "nothing"
        case .scalar(let text, true): Wording.quoted(text)
        case .scalar("", false): "an empty text"
        case .scalar(let text, false): "the text \(Wording.quoted(text))"
        case .sequence(let nodes): nodes.isEmpty ? "an empty list" : "a list"
        case .mapping(let entries): entries.isEmpty ? "an empty mapping" : "a mapping"
        }
    }
}

extension YAMLNode {
    /// The node with another laid over it: mappings merge entry by entry, anything else is replaced.
    func overlaid(with other: YAMLNode) -> YAMLNode {
        guard var merged = entries, let over = other.entries else { return other }
        for entry in over {
            if let index = merged.firstIndex(where: { $0.name == entry.name }) {
                merged[index].value = merged[index].value.overlaid(with: entry.value)
                merged[index].location = entry.location
            } else {
                merged.append(entry)
            }
        }
        return YAMLNode(content: .mapping(merged), location: location)
    }
}
