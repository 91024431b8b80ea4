import Engine
import Manifests
import Records

extension IngestStage {
    /// What changed of the data sets: settings where they stand, annotation files by name, pictures by
    /// split.
    func changes(ofFingerprint before: JSONValue, to after: JSONValue) -> [KeyChange] {
        let old = before.arrayValue ?? []
        let new = after.arrayValue ?? []
        var result: [KeyChange] = []
        for dataset in new {
            let name = IngestStage.name(of: dataset)
            if let earlier = old.first(where: { IngestStage.name(of: $0) == name }) {
                result += changes(of: name, from: earlier, to: dataset)
            } else {
                result.append(KeyChange(.content, "data set \(name) is new"))
            }
        }
        let names = new.map { IngestStage.name(of: $0) }
        let earlierNames = old.map { IngestStage.name(of: $0) }
        for name in earlierNames where !names.contains(name) {
            result.append(KeyChange(.content, "data set \(name) is gone"))
        }
        if result.isEmpty, names != earlierNames {
            let order = JSONChange(
                path: ["datasets"], before: .array(earlierNames.map { .string($0) }),
                after: .array(names.map { .string($0) }))
            result.append(KeyChange(.content, "order of data sets \(order.valueText)"))
        }
        return result
    }

    private static func name(of dataset: JSONValue) -> String {
        JSONChange.text(of: dataset["parameters"]?["name"])
    }

    private func changes(
        of name: String, from before: JSONValue, to after: JSONValue
    ) -> [KeyChange] {
        func changes(_ part: String) -> [JSONChange] {
            JSONDifference.changes(from: before[part] ?? .null, to: after[part] ?? .null)
        }
        let specification = datasets.first { $0.name == name }
        let settings = changes("parameters").map { change in
            KeyChange(
                .content,
                "data set \(name): \(JSONChange.text(of: .string(change.name))) \(change.valueText)",
                location: specification?.locations.nearest(to: change.name), change: change)
        }
        let files = ContentChanges.keyChanges(changes("annotations"), in: "data set \(name)")
        // Which pictures there are follows from settings and annotations.
        guard settings.isEmpty, files.isEmpty, before["splits"] != after["splits"] else {
            return settings + files
        }
        let old = before["splits"]?.arrayValue ?? []
        let new = after["splits"]?.arrayValue ?? []
        let splits = (specification?.splitNames ?? []).enumerated().filter { index, _ in
            index < old.count && index < new.count && old[index] != new[index]
        }
        return splits.map { _, split in
            KeyChange(.content, "data set \(name): pictures of the split \(split) changed")
        }
    }
}
