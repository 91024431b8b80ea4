/// Files that are parts of one table, as the Hugging Face Hub names them:
/// `train-00000-of-00003.parquet`. Each name tells how many there are, so a lost one is seen.
struct ShardNames {
    /// A file that is one of several.
    private struct Part {
        /// The name without its number: what stands before, and behind.
        var name: String
        var number: Int
        var count: Int
        var file: String
    }

    /// What is wrong with the sets among some files: a part that is not there, one that is there
    /// twice, or parts of two sets of one name.
    ///
    /// - Returns: a refusal for each set that is not whole, in the order of the files.
    static func problems(in files: [String]) -> [Refusal] {
        var names: [[UInt8]] = []
        var sets: [[UInt8]: [Part]] = [:]
        for file in files {
            guard let part = part(file) else { continue }
            let name = Array(part.name.utf8)
            if sets[name] == nil { names.append(name) }
            sets[name, default: []].append(part)
        }
        return names.compactMap { problem(sets[$0] ?? []) }
    }

    private static func problem(_ parts: [Part]) -> Refusal? {
        guard let first = parts.first else { return nil }
        if let other = parts.first(where: { $0.count != first.count }) {
            return Refusal(
                .shardSet,
                "`\(first.file)` is one of \(first.count) files, `\(other.file)` one of \(other.count): "
                    + "they are of two sets")
        }
        var seen: [Int: String] = [:]
        for part in parts {
            if let twin = seen.updateValue(part.file, forKey: part.number) {
                return Refusal(
                    .shardSet, "part \(part.number) is there twice: `\(twin)` and `\(part.file)`")
            }
        }
        if let outside = parts.first(where: { $0.number >= $0.count }) {
            return Refusal(
                .shardSet, "`\(outside.file)` is part \(outside.number) of \(outside.count) only")
        }
        // Parts are counted from those that are there: the count is a claim.
        var missing: [Int] = []
        var number = 0
        while number < first.count, missing.count < 5 {
            if seen[number] == nil { missing.append(number) }
            number += 1
        }
        guard !missing.isEmpty else { return nil }
        let lost = first.count - parts.count
        let names = missing.map { ShardName(first.file)?.file(number: $0) ?? "\($0)" }
        let listed = names.joined(separator: "`, `")
        let more = lost > missing.count ? " and \(lost - missing.count) more" : ""
        return Refusal(
            .shardSet,
            "of the \(first.count) files like `\(first.file)`, `\(listed)`\(more) "
                + "\(lost == 1 ? "is" : "are") not there",
            measured: "\(parts.count) of \(first.count)")
    }

    /// The part that a file name tells of.
    private static func part(_ file: String) -> Part? {
        guard let name = ShardName(file) else { return nil }
        return Part(
            name: "\(name.prefix)-\(name.suffix)", number: name.number, count: name.count,
            file: file)
    }
}
