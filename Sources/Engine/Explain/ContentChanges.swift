import Records

/// Words for what changed of things that a stage reads from outside the store.
public enum ContentChanges {
    /// A change for each way in which files may differ; of many, their number and the first few.
    ///
    /// - Parameters:
    ///   - changes: what changed; the last step of a path names the file.
    ///   - place: what the files belong to, such as `data set easy-vqa`; may be empty.
    public static func keyChanges(
        _ changes: [JSONChange], in place: String = ""
    ) -> [KeyChange] {
        let groups: [(words: String, members: [JSONChange])] = [
            ("changed", changes.filter { $0.before != nil && $0.after != nil }),
            ("new", changes.filter { $0.before == nil }),
            ("gone", changes.filter { $0.after == nil && $0.before != nil }),
        ]
        let prefix = place.isEmpty ? "" : "\(place): "
        var result: [KeyChange] = []
        for (words, members) in groups where !members.isEmpty {
            let names = members.prefix(3).map { JSONChange.text(of: .string($0.path.last ?? "")) }
            if members.count == 1 {
                result.append(
                    KeyChange(
                        .content,
                        "\(prefix)file \(names[0]) \(words == "changed" ? "" : "is ")\(words)",
                        change: members[0]))
            } else {
                let rest = members.count > names.count ? ", …" : ""
                let verb = words == "changed" ? "changed" : "are \(words)"
                result.append(
                    KeyChange(
                        .content,
                        "\(prefix)\(Format.count(members.count)) files \(verb): "
                            + names.joined(separator: ", ") + rest))
            }
        }
        return result
    }

    /// The changes between two fingerprints of which nothing is known but that digests stand for
    /// contents.
    static func keyChanges(from before: JSONValue, to after: JSONValue) -> [KeyChange] {
        let changes = JSONDifference.changes(from: before, to: after)
        let contents = changes.filter(\.isOfContent)
        let values = changes.filter { !$0.isOfContent }
        return values.map { change in
            let name = change.path.isEmpty ? "content" : change.name
            return KeyChange(
                .content, "\(JSONChange.text(of: .string(name))) \(change.valueText)",
                change: change)
        } + keyChanges(contents)
    }
}
