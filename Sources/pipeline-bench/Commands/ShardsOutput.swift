import Records
import Storage

/// Shards of a size, one after another, with their indexes and the set's.
final class ShardsOutput {
    private let folder: String
    private let samplesPerShard: Int
    private var names: [String] = []
    private var current: ShardWriter?

    private static let shardSize = 256_000_000

    init(_ folder: String, samplesPerShard: Int = .max) throws(Fault) {
        self.folder = folder
        self.samplesPerShard = samplesPerShard
        try FileSystem.createFolder(folder + "/shards")
        try FileSystem.createFolder(folder + "/index")
    }

    /// The shard for the next sample.
    func shard() throws(Fault) -> ShardWriter {
        if let current {
            if current.byteCount < ShardsOutput.shardSize, current.sampleCount < samplesPerShard {
                return current
            }
            try current.close()
        }
        let name = "train-\(100_000 + names.count)"
        let opened = try ShardWriter(
            name: name, shardFolder: folder + "/shards", indexFolder: folder + "/index")
        names.append(name)
        current = opened
        return opened
    }

    /// Ends the last shard and writes the set's index.
    func close() throws(Fault) {
        try current?.close()
        try QuestionIndexFile.write(
            shards: names, indexFolder: folder + "/index", to: folder + "/index/questions.idx")
    }
}
