import Records

/// Writes entries in a trainer's language, each behind its reason.
enum ConfigText {
    /// EasyR1's YAML: dots of keys are levels. What is of one level stands together, where the first
    /// of it does: a level that is opened twice would be an error.
    static func yaml(_ entries: [ConfigEntry]) -> String {
        level(entries.map { ($0.key.split(separator: "."), $0) }, depth: 0)
    }

    private static func level(
        _ entries: [(path: [Substring], entry: ConfigEntry)], depth: Int
    ) -> String {
        var text = ""
        var written: Set<Substring> = []
        for (path, entry) in entries {
            let name = path[depth]
            if path.count == depth + 1 {
                text += "\(indent(depth))# \(ShellText.comment(entry.reason))\n"
                text += "\(indent(depth))\(name): \(scalar(entry.value))\n"
            } else if written.insert(name).inserted {
                let inner = entries.filter { $0.path.count > depth + 1 && $0.path[depth] == name }
                text += "\(indent(depth))\(name):\n" + level(inner, depth: depth + 1)
            }
        }
        return text
    }

    /// Hydra's `key=value`, as elements of a shell's array.
    static func assignments(_ entries: [ConfigEntry]) -> String {
        element(entries) { entry in
            if case .shell(let word) = entry.value { return "\(entry.key)=\(word)" }
            return ShellWord.inQuotes("\(entry.key)=\(scalar(entry.value))")
        }
    }

    /// Options with their values, as elements of a shell's array.
    static func options(_ entries: [ConfigEntry]) -> String {
        element(entries) { entry in
            switch entry.value {
            case .present: entry.key
            case .shell(let word): "\(entry.key) \(word)"
            case .text(let text): "\(entry.key) \(ShellWord.inQuotes(text))"
            case .words(let words): "\(entry.key) \(words.joined(separator: " "))"
            default: "\(entry.key) \(scalar(entry.value))"
            }
        }
    }

    /// A Python dictionary's members.
    static func python(_ entries: [ConfigEntry]) -> String {
        entries.map { entry in
            let value =
                switch entry.value {
                case .flag(let flag): flag ? "True" : "False"
                case .null: "None"
                default: scalar(entry.value)
                }
            return "    # \(ShellText.comment(entry.reason))\n    \"\(entry.key)\": \(value),\n"
        }.joined()
    }

    private static func element(
        _ entries: [ConfigEntry], _ text: (ConfigEntry) -> String
    ) -> String {
        entries.map { "    # \(ShellText.comment($0.reason))\n    \(text($0))\n" }.joined()
    }

    /// A value as JSON, which YAML, Hydra and Python read alike.
    private static func scalar(_ value: ConfigEntry.Value) -> String {
        switch value {
        case .text(let text): JSONValue.string(text).serialized
        case .integer(let number): "\(number)"
        // PyYAML takes `1e-06` for a text: a number wants its point.
        case .real(let number): decimal(number)
        case .flag(let flag): flag ? "true" : "false"
        case .words(let words): "[" + words.joined(separator: ",") + "]"
        case .null: "null"
        case .shell(let word): word
        case .present: "true"
        }
    }

    private static func decimal(_ number: Double) -> String {
        let text = "\(number)"
        guard let mark = text.firstIndex(of: "e"), !text[..<mark].contains(".") else { return text }
        return text[..<mark] + ".0" + text[mark...]
    }

    private static func indent(_ depth: Int) -> String { String(repeating: "  ", count: depth) }
}
