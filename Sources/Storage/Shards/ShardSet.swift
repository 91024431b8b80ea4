public import Records
import Synchronization

/// The shards of an ingest, as one list of samples: any sample by its number or by a question's id,
/// without a copy and without reading anything else.
///
/// Opening it maps one file; a shard and its index are mapped when they are first read from, and
/// stay so. Any thread may read.
public final class ShardSet: Sendable {
    private let folder: String
    private let questions: QuestionIndexFile
    private let shards: Mutex<[OpenShard?]>

    /// Opens the set in a folder with `shards/` and `index/`.
    ///
    /// - Throws: a `Fault` where `index/questions.idx` cannot be read or is damaged.
    public init(_ folder: String) throws(Fault) {
        self.folder = folder
        questions = try QuestionIndexFile(folder + "/index/questions.idx")
        shards = Mutex(Array(repeating: nil, count: questions.shardCount))
    }

    /// How many samples there are.
    public var count: Int { questions.sampleCount }

    /// How many questions there are.
    public var questionCount: Int { questions.questionCount }

    /// A sample by its number, counted through the shards in their order.
    ///
    /// - Throws: a `Fault` where its shard cannot be read, or is damaged there.
    /// - Precondition: `number` is in `0..<count`.
    public func sample(at number: Int) throws(Fault) -> ShardSample {
        let place = try questions.place(ofSample: number)
        return try shard(place.shard).sample(place.sample)
    }

    /// The sample that holds a question, and the question's number in its JSON; nothing if there is
    /// no question of this id. Ids are told apart by their bytes.
    ///
    /// - Throws: a `Fault` where its shard cannot be read, or is damaged there.
    public func sample(id: String) throws(Fault) -> (sample: ShardSample, question: Int)? {
        guard let place = questions.place(of: id) else { return nil }
        return (try shard(place.shard).sample(place.sample), place.question)
    }

    /// Reads every index and checks digests and records. (Pictures carry digests of their own.)
    ///
    /// - Throws: a `Fault` where a byte is not as it was written.
    public func verify() throws(Fault) {
        try questions.verify()
        for number in 0..<questions.shardCount { try shard(number).index.verify() }
    }

    private func shard(_ number: Int) throws(Fault) -> OpenShard {
        guard number < questions.shardCount else {
            throw Fault(.badInput, "the index of `\(folder)` names a shard that there is not")
        }
        if let shard = shards.withLock({ $0[number] }) { return shard }
        let shard = try OpenShard(try questions.name(ofShard: number), in: folder)
        return shards.withLock { shards in
            // Another thread may have opened it meanwhile.
            if let other = shards[number] { return other }
            shards[number] = shard
            return shard
        }
    }
}
