import ArgumentParser
import Images
import Records
import Storage

/// Our side of the shards benchmark, each part in a process of its own.
enum ShardsPart: String, ExpressibleByArgument {
    /// The corpus into shards; the same with the time of each stage.
    case write, stages
    /// All samples of the shards, every byte of the pictures and the JSON parsed.
    case read
    /// A set of tiny samples, and some of them in a mixed order.
    case synthesize, position, id

    /// A question's id in the set of tiny samples.
    private static func name(_ number: Int) -> String { "question-\(number)" }

    /// Does the part and measures it.
    func run(corpus: String, folder: String, samples: Int) throws(Fault) -> ShardsOutcome {
        var outcome = ShardsOutcome(
            count: 0, processorSeconds: 0, openMilliseconds: 0, byteCount: 0)
        var before = ResourceUsage.ownSeconds
        switch self {
        case .write, .stages: try write(corpus: corpus, to: folder, &outcome)
        case .read: try read(folder, &outcome)
        case .synthesize: try synthesize(samples, into: folder, &outcome)
        case .position, .id: before = try access(folder, samples, &outcome)
        }
        outcome.processorSeconds = ResourceUsage.ownSeconds - before
        return outcome
    }

    private func write(
        corpus: String, to folder: String, _ outcome: inout ShardsOutcome
    ) throws(Fault) {
        let output = try ShardsOutput(folder)
        let reader = try FolderReader(root: corpus)
        let arena = ByteArena()
        var hash = SHA256()
        var stages = ShardsStages(isOn: self == .stages)
        let rules = PictureRules(tier: .header)
        let table = corpus + "/questions.jsonl"
        let file = try MappedFile(table)
        let rows = JSONRows(ByteSlice(file, 0..<file.count), file: table, layout: .lines)
        try rows.forEach { _, row throws(Fault) in
            guard case .success(let row) = row, let id = row["qid"]?.stringValue,
                let path = row["images"]?.strings?.first
            else { throw Fault(.badInput, "`\(table)` is not a corpus's table") }
            stages.end(.row)
            let bytes: ByteSlice
            do throws(ReadFault) {
                bytes = try reader.read(path, limit: 1 << 28, into: arena).bytes
            } catch {
                throw error.fault
            }
            stages.end(.read)
            let report = try ShardsPart.check(bytes, rules)
            stages.end(.header)
            bytes.withSpan { hash.update($0) }
            let digest = hash.finalize()
            stages.end(.sha256)
            try output.shard().addSample(
                key: id,
                pictures: [
                    NewPicture(
                        bytes: bytes, digest: digest, format: report.format, width: report.width,
                        height: report.height)
                ], questions: [id]
            ) { _ in Array(row.text.utf8) }
            stages.end(.shard)
            outcome.count += 1
            outcome.byteCount += bytes.count
            return true
        }
        try output.close()
        stages.end(.close)
        if self == .stages { print(stages.text(count: outcome.count)) }
    }

    private static func check(
        _ bytes: ByteSlice, _ rules: PictureRules
    ) throws(Fault) -> PictureReport {
        try bytes.withSpan { bytes throws(Fault) in
            do throws(ImageFault) {
                return try PictureInspector.inspect(bytes, name: nil, rules: rules)
            } catch {
                throw Fault(.badInput, "a picture of the corpus is \(error.reason)")
            }
        }
    }

    private func read(_ folder: String, _ outcome: inout ShardsOutcome) throws(Fault) {
        let start = ContinuousClock.now
        let set = try ShardSet(folder)
        outcome.openMilliseconds = (.now - start) / .milliseconds(1)
        for number in 0..<set.count {
            try ShardsPart.look(at: try set.sample(at: number), &outcome)
        }
    }

    private func synthesize(
        _ count: Int, into folder: String, _ outcome: inout ShardsOutcome
    ) throws(Fault) {
        let output = try ShardsOutput(folder, samplesPerShard: 10_000)
        for number in 0..<count {
            let bytes = Array("picture of \(ShardsPart.name(number))".utf8)
            let picture = NewPicture(
                bytes: ByteSlice(bytes), digest: SHA256.digest(of: bytes), format: .png, width: 28,
                height: 28)
            let json = Array("{\"id\":\"\(ShardsPart.name(number))\"}".utf8)
            try output.shard().addSample(
                key: "k\(number)", pictures: [picture], questions: [ShardsPart.name(number)]
            ) { _ in json }
            outcome.byteCount += bytes.count
        }
        try output.close()
        outcome.count = count
    }

    /// Looks at samples in a mixed order. Returns the processor time at which that began: the set
    /// was read once before, so that the disk is not measured.
    private func access(
        _ folder: String, _ samples: Int, _ outcome: inout ShardsOutcome
    ) throws(Fault) -> Double {
        let start = ContinuousClock.now
        let set = try ShardSet(folder)
        outcome.openMilliseconds = (.now - start) / .milliseconds(1)
        var seen = outcome
        for number in 0..<set.count { try ShardsPart.look(at: try set.sample(at: number), &seen) }
        let before = ResourceUsage.ownSeconds
        let order = ShardSequence(count: set.count, seed: Seed(1), epoch: 0)
        for place in 0..<min(samples, set.count) {
            let number = order[place]
            if self == .position {
                try ShardsPart.look(at: try set.sample(at: number), &outcome)
            } else if let found = try set.sample(id: ShardsPart.name(number)) {
                try ShardsPart.look(at: found.sample, &outcome)
            }
        }
        return before
    }

    /// Parses a sample's JSON and reads every byte of its pictures.
    private static func look(
        at sample: ShardSample, _ outcome: inout ShardsOutcome
    ) throws(Fault) {
        _ = try JSONReader.parse(sample.json.bytes, file: sample.key)
        var sum: UInt64 = 0
        for picture in sample.pictures {
            outcome.byteCount += picture.bytes.count
            picture.bytes.withSpan { bytes in
                for place in stride(from: 0, to: bytes.byteCount - 7, by: 8) {
                    sum ^= bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self)
                }
            }
        }
        // What nobody looks at need not be read, to the compiler.
        if sum == .max { outcome.byteCount += 1 }
        outcome.count += 1
    }
}
