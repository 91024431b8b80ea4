import Images
public import Records
import Storage

/// Reads questions' pictures from their shards and cuts them for a policy.
public struct PictureLoader: Sendable {
    private let shards: ShardReader
    private let shape: PolicyConfiguration

    /// Pictures that are decoded in one go by a task.
    private static let chunk = 64

    /// A loader from the shards of an ingest artifact.
    public init(shardFolder: String, shape: PolicyConfiguration) {
        shards = ShardReader(shardFolder: shardFolder)
        self.shape = shape
    }

    /// Loads the first picture of each question, every picture once, with `jobs` tasks that decode
    /// at once.
    ///
    /// - Returns: the pictures, and for each question the place of its picture among them.
    /// - Throws: a `Fault` if a question has no picture, or one cannot be read or decoded.
    public func load(
        _ questions: [Question], jobs: Int
    ) async throws(Fault) -> (pictures: [PicturePatches], places: [Int]) {
        var placeOf: [Digest: Int] = [:]
        var wanted: [Picture] = []
        var places: [Int] = []
        places.reserveCapacity(questions.count)
        for question in questions {
            guard let picture = question.pictures.first else {
                throw Fault(
                    .internalError, "question `\(question.id)` has no picture to show a policy")
            }
            if let place = placeOf[picture.digest] {
                places.append(place)
            } else {
                placeOf[picture.digest] = wanted.count
                places.append(wanted.count)
                wanted.append(picture)
            }
        }
        return (try await decode(wanted, jobs: jobs), places)
    }

    private func decode(_ wanted: [Picture], jobs: Int) async throws(Fault) -> [PicturePatches] {
        let chunks = stride(from: 0, to: wanted.count, by: PictureLoader.chunk).map {
            $0..<min(wanted.count, $0 + PictureLoader.chunk)
        }
        return try await ParallelMap.run(chunks.count, jobs: jobs) {
            chunk throws(Fault) -> [PicturePatches] in
            var result: [PicturePatches] = []
            for picture in wanted[chunks[chunk]] { result.append(try decode(picture)) }
            return result
        }.flatMap { $0 }
    }

    private func decode(_ picture: Picture) throws(Fault) -> PicturePatches {
        let bytes = try shards.bytes(of: picture)
        do {
            return PicturePatches(
                try ImageDecoder.decode(bytes, limits: ImageLimits.unlimited), shape)
        } catch {
            throw Fault(
                .badInput,
                "picture \(picture.digest.short) in shard \(picture.shard) does not decode",
                remedy: "run `pipeline run` again: a damaged shard is made anew",
                cause: error.detail)
        }
    }
}
