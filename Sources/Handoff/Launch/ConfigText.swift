import Records

/// Writes entries in a trainer's language, each behind its reason.
enum ConfigText {
    /// EasyR1's YAML: dots of keys are levels. Entries of a level stand together.
    static func yaml(_ entries: [ConfigEntry]) -> String {
        var text = ""
        var open: [Substring] = []
        for entry in entries {
            let path = entry.key.split(separator: ".")
            let shared = zip(open, path.dropLast()).prefix { $0 == $1 }.count
            for depth in shared..<(path.count - 1) {
                text += indent(depth) + "\(path[depth]):\n"
            }
            open = Array(path.dropLast())
            let margin = indent(path.count - 1)
            text += "\(margin)# \(ShellText.comment(entry.reason))\n"
            text += "\(margin)\(path[path.count - 1]): \(scalar(entry.value))\n"
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
