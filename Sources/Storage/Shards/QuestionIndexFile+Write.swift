public import Records

extension QuestionIndexFile {
    /// Makes the index of a set of shards from theirs, by temporary file and rename.
    ///
    /// Memory is bounded: questions are sorted by key with a `RecordSorter`.
    ///
    /// - Parameters:
    ///   - shards: the shards' names, in the order in which their samples are counted.
    ///   - folder: where their indexes lie, as `<name>.idx`.
    ///   - path: the file.
    ///   - memoryLimit: about how many bytes of questions are in memory at once.
    /// - Throws: a `Fault` where an index is damaged or the disk refuses, and one of code
    ///   `internalError` where two questions have the same id.
    public static func write(
        shards: [String], indexFolder folder: String, to path: String,
        memoryLimit: Int = SpillSpace.usualMemoryLimit
    ) throws(Fault) {
        var table: [UInt8] = []
        var names: [UInt8] = []
        var sampleCount = 0
        var sorter = RecordSorter<Entry>(
            in: SpillSpace(folder: folder, memoryLimit: memoryLimit))
        for (number, shard) in shards.enumerated() {
            let index = try ShardIndexFile("\(folder)/\(shard).idx")
            try index.verify()
            table.appendInteger(UInt64(sampleCount))
            table.appendInteger(UInt32(clamping: names.count))
            table.appendInteger(UInt32(clamping: shard.utf8.count))
            names += shard.utf8
            sampleCount += index.sampleCount
            for question in 0..<index.questionCount {
                let (key, sample, place) = try index.question(question)
                let shard = UInt32(clamping: number)
                try sorter.append(Entry(key: key, shard: shard, sample: sample, question: place))
            }
        }
        while names.count % nameAlignment != 0 { names.append(0) }
        var output = try HashedFile(path)
        let header = IndexFile.header(
            magic, version, [shards.count, names.count, sorter.count, sampleCount])
        try output.append(header + table + names)
        try append(sorter.sorted(), of: shards, to: &output)
        try output.publish()
    }

    /// A question before it is written.
    private struct Entry: BitwiseCopyable, Comparable, Sendable {
        var key: Key128
        var shard: UInt32
        var sample: UInt32
        var question: UInt32

        /// Of one id, the first comes first.
        static func < (left: Entry, right: Entry) -> Bool {
            left.key != right.key
                ? left.key < right.key
                : (left.shard, left.sample, left.question)
                    < (right.shard, right.sample, right.question)
        }
    }

    private static func append(
        _ entries: consuming SortedRecords<Entry>, of shards: [String],
        to output: inout HashedFile
    ) throws(Fault) {
        var bytes: [UInt8] = []
        var last: Entry?
        while let entry = try entries.next() {
            if let last, last.key == entry.key { throw sameID(last, entry, shards) }
            last = entry
            entry.key.append(to: &bytes)
            for number in [entry.shard, entry.sample, entry.question, 0] {
                bytes.appendInteger(number)
            }
            if bytes.count >= 1 << 16 {
                try output.append(bytes)
                bytes.removeAll(keepingCapacity: true)
            }
        }
        try output.append(bytes)
    }

    private static func sameID(_ first: Entry, _ second: Entry, _ shards: [String]) -> Fault {
        func place(_ entry: Entry) -> String {
            "question \(entry.question) of sample \(entry.sample) in shard"
                + " `\(shards[Int(entry.shard)])`"
        }
        return Fault(
            .internalError, "two questions have the same id: \(place(first)), \(place(second))")
    }
}
