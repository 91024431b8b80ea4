public import Records

extension QuestionIndexFile {
    /// The most questions to have in memory at once, about: 8 MiB, and as much as bytes.
    static let mostInMemory = 1 << 18

    /// Makes the index of a set of shards from theirs, by temporary file and rename.
    ///
    /// Memory is bounded: questions are taken a range of keys at a time, and the shards' indexes are
    /// read again for each.
    ///
    /// - Parameters:
    ///   - shards: the shards' names, in the order in which their samples are counted.
    ///   - folder: where their indexes lie, as `<name>.idx`.
    ///   - path: the file.
    /// - Throws: a `Fault` where an index is damaged or the disk refuses, and one of code
    ///   `internalError` where two questions have the same id.
    public static func write(
        shards: [String], indexFolder folder: String, to path: String
    ) throws(Fault) {
        try write(shards: shards, indexFolder: folder, to: path, mostInMemory: mostInMemory)
    }

    static func write(
        shards: [String], indexFolder folder: String, to path: String, mostInMemory: Int
    ) throws(Fault) {
        var table: [UInt8] = []
        var names: [UInt8] = []
        var questionCount = 0
        var sampleCount = 0
        for shard in shards {
            let index = try ShardIndexFile("\(folder)/\(shard).idx")
            try index.verify()
            table.appendInteger(UInt64(sampleCount))
            table.appendInteger(UInt32(clamping: names.count))
            table.appendInteger(UInt32(clamping: shard.utf8.count))
            names += shard.utf8
            sampleCount += index.sampleCount
            questionCount += index.questionCount
        }
        while names.count % nameAlignment != 0 { names.append(0) }
        var output = try HashedFile(path)
        let header = IndexFile.header(
            magic, version, [shards.count, names.count, questionCount, sampleCount])
        try output.append(header + table + names)
        let parts = UInt64(max(1, (questionCount + mostInMemory - 1) / mostInMemory))
        let width = UInt64.max / parts
        for part in 0..<parts {
            let entries = try entries(shards, folder) {
                min($0.high / width, parts - 1) == part
            }
            try check(entries, shards)
            var bytes: [UInt8] = []
            bytes.reserveCapacity(entries.count * questionSize)
            for entry in entries {
                entry.key.append(to: &bytes)
                for number in [entry.shard, entry.sample, entry.question, 0] {
                    bytes.appendInteger(number)
                }
            }
            try output.append(bytes)
        }
        try output.publish()
    }

    private struct Entry {
        var key: QuestionKey
        var shard: UInt32
        var sample: UInt32
        var question: UInt32
    }

    /// The questions whose keys `isWanted` takes, in the order of their keys.
    private static func entries(
        _ shards: [String], _ folder: String, isWanted: (QuestionKey) -> Bool
    ) throws(Fault) -> [Entry] {
        var entries: [Entry] = []
        for (number, shard) in shards.enumerated() {
            let index = try ShardIndexFile("\(folder)/\(shard).idx")
            for question in 0..<index.questionCount {
                let (key, sample, place) = try index.question(question)
                guard isWanted(key) else { continue }
                entries.append(
                    Entry(
                        key: key, shard: UInt32(clamping: number), sample: sample, question: place))
            }
        }
        entries.sort { $0.key < $1.key }
        return entries
    }

    private static func check(_ entries: [Entry], _ shards: [String]) throws(Fault) {
        for (first, second) in zip(entries, entries.dropFirst()) where first.key == second.key {
            func place(_ entry: Entry) -> String {
                "question \(entry.question) of sample \(entry.sample) in shard"
                    + " `\(shards[Int(entry.shard)])`"
            }
            throw Fault(
                .internalError, "two questions have the same id: \(place(first)), \(place(second))")
        }
    }
}
