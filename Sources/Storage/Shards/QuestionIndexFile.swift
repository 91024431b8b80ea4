public import Records

/// Where every question of a set of shards lies, found by its id: `index/questions.idx`.
///
/// A file of `IndexFile`'s form. After the header (`pipeqst` and a NUL, version, zero, numbers of
/// shards, bytes of names, questions and samples, 16 zeros) come
///
/// - shards, 16 bytes each: number of the first sample (64 bits), place and length of the name;
/// - the names, with zeros up to a multiple of 32;
/// - questions, 32 bytes each, in the order of their keys: the first 128 bits of the SHA-256 of the
///   id as two numbers of 64 bits, shard, sample in the shard, question in the sample, zero;
///
/// and the SHA-256 of it all. Keys are spread evenly, so a question is found by interpolation: three
/// or four looks among millions, never more than twice what halving needs. Ids are not kept: two
/// ids of one key would take 2^64 tries to find, and are one id here.
public struct QuestionIndexFile: Sendable {
    /// How many shards there are.
    public let shardCount: Int
    /// How many questions there are.
    public let questionCount: Int
    /// How many samples there are.
    public let sampleCount: Int

    static let magic = "pipeqst\0"
    static let version: UInt32 = 1
    static let shardSize = 16
    static let questionSize = Key128.byteCount + 16
    static let nameAlignment = 32

    private let file: IndexFile
    private let shards: ByteSlice
    private let names: ByteSlice
    private let questions: ByteSlice

    /// Opens an index. The digest is not checked; see `verify`.
    ///
    /// - Throws: a `Fault` where it cannot be read, is of another version or its length is wrong.
    public init(_ path: String) throws(Fault) {
        file = try IndexFile(
            path, magic: QuestionIndexFile.magic, version: QuestionIndexFile.version)
        let bytes = file.bytes
        let counts = [16, 24, 32].map { bytes.length(at: $0) }
        let tables = try file.tables([
            (counts[0], QuestionIndexFile.shardSize), (counts[1], 1),
            (counts[2], QuestionIndexFile.questionSize),
        ])
        guard let samples = bytes.length(at: 40), bytes.isZero(12..<16), bytes.isZero(48..<64)
        else { throw file.damaged("its header holds what it should not") }
        (shards, names, questions) = (bytes[tables[0]], bytes[tables[1]], bytes[tables[2]])
        shardCount = shards.count / QuestionIndexFile.shardSize
        questionCount = questions.count / QuestionIndexFile.questionSize
        sampleCount = samples
    }

    /// Reads all of it and checks the digest.
    ///
    /// - Throws: a `Fault` where a byte is not as it was written.
    public func verify() throws(Fault) { try file.verify() }

    /// Where a question lies.
    public struct Place: Sendable, Hashable {
        /// The number of its shard.
        public var shard: Int
        /// The number of its sample in the shard.
        public var sample: Int
        /// Its number in the sample.
        public var question: Int
    }

    /// The place of a question, or nothing if there is none of this id.
    public func place(of id: String) -> Place? {
        let key = Key128(id: id)
        var low = 0
        var high = questionCount
        var isGuess = true
        while low < high {
            let middle = isGuess ? guess(key.high, low, high) : low + (high - low) / 2
            guard let middle else { return nil }
            isGuess.toggle()
            let start = middle * QuestionIndexFile.questionSize
            let found = Key128(questions, at: start)
            if found == key {
                return Place(
                    shard: Int(questions.integer(at: start + 16, as: UInt32.self)),
                    sample: Int(questions.integer(at: start + 20, as: UInt32.self)),
                    question: Int(questions.integer(at: start + 24, as: UInt32.self)))
            }
            if found < key { low = middle + 1 } else { high = middle }
        }
        return nil
    }

    /// Where between two ends a key should lie, or nothing if it lies outside.
    private func guess(_ key: UInt64, _ low: Int, _ high: Int) -> Int? {
        let first = highWord(low)
        let last = highWord(high - 1)
        guard first <= key, key <= last else { return nil }
        guard first < last else { return low }
        let share = Double(key - first) / Double(last - first)
        return min(high - 1, low + Int(share * Double(high - 1 - low)))
    }

    private func highWord(_ question: Int) -> UInt64 {
        questions.integer(at: question * QuestionIndexFile.questionSize)
    }

    /// The name of a shard.
    ///
    /// - Throws: a `Fault` where its record leads out of the names.
    /// - Precondition: `shard` is in `0..<shardCount`.
    public func name(ofShard shard: Int) throws(Fault) -> String {
        let start = shard * QuestionIndexFile.shardSize
        let place = Int(shards.integer(at: start + 8, as: UInt32.self))
        let count = Int(shards.integer(at: start + 12, as: UInt32.self))
        guard place <= names.count, count <= names.count - place,
            let name = String(validating: names[place..<(place + count)].bytes, as: UTF8.self)
        else { throw file.damaged("the name of shard \(shard)") }
        return name
    }

    /// The shard of a sample of the whole set, and the sample's number there.
    ///
    /// - Throws: a `Fault` where the table of shards makes no sense.
    /// - Precondition: `sample` is in `0..<sampleCount`.
    public func place(ofSample sample: Int) throws(Fault) -> (shard: Int, sample: Int) {
        precondition((0..<sampleCount).contains(sample), "no sample \(sample)")
        var low = 0
        var high = shardCount
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if firstSample(middle) <= UInt64(sample) { low = middle } else { high = middle }
        }
        guard low < high, let first = Int(exactly: firstSample(low)), first <= sample else {
            throw file.damaged("the shard of sample \(sample)")
        }
        return (low, sample - first)
    }

    private func firstSample(_ shard: Int) -> UInt64 {
        shards.integer(at: shard * QuestionIndexFile.shardSize)
    }
}
