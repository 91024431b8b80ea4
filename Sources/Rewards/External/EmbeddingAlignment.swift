import Grading
import HTTP
public import Records
import Storage
import Synchronization

/// Alignment as a reward by a server of embeddings: cosine / threshold of a description and its
/// picture, clamped to −1 to 1, as PeBR-R1 has it with FG-CLIP (`pebr_1.py`).
///
/// Texts go in `input`, as OpenAI's `/embeddings` takes them; a picture in a message, as vLLM's takes
/// it. A picture is encoded once a run of the stage.
public final class EmbeddingAlignment: BatchScoring {
    /// It scores alignment.
    public let component = RewardComponent.alignment
    private let service: JSONService
    private let model: String
    private let threshold: Double
    private let pictureBytes: @Sendable (Picture) throws(Fault) -> [UInt8]
    /// Unit vectors by the pictures' digests.
    private let pictures = Mutex<[Digest: [Double]]>([:])

    /// Texts of one request, and requests at once.
    private static let textLimit = 128
    private static let requestLimit = 8

    /// A server of embeddings.
    ///
    /// - Parameters:
    ///   - service: the server; `embeddings` below its address is asked.
    ///   - model: the name of its model, which encodes texts and pictures into one space.
    ///   - threshold: the cosine that is worth 1.
    ///   - pictureBytes: the bytes of a picture, as its source wrote them.
    public init(
        _ service: JSONService, model: String, threshold: Double,
        pictureBytes: @escaping @Sendable (Picture) throws(Fault) -> [UInt8]
    ) {
        self.service = service
        self.model = model
        self.threshold = threshold
        self.pictureBytes = pictureBytes
    }

    /// A server of embeddings of pictures that lie in shards.
    public convenience init(
        _ service: JSONService, model: String, threshold: Double, shardFolder: String
    ) {
        let shards = ShardReader(shardFolder: shardFolder)
        self.init(service, model: model, threshold: threshold) { picture throws(Fault) in
            try shards.bytes(of: picture)
        }
    }

    /// The score of each response; 0 where it has no description.
    ///
    /// - Throws: a `Fault` where the server fails, or an embedding is missing or of another length.
    public func scores(of responses: [ScorableResponse]) async throws(Fault) -> [BatchScore] {
        var texts: [String] = []
        // Texts that Unicode holds for equal may have different tokens.
        var places: [[UInt8]: Int] = [:]
        for response in responses {
            guard let text = response.parsed.description, !text.isEmpty else { continue }
            if places.updateValue(places[Array(text.utf8)] ?? texts.count, forKey: Array(text.utf8))
                == nil
            {
                texts.append(text)
            }
        }
        let encoded = try await encode(texts)
        try await encode(pictures: responses.compactMap(\.question.pictures.first))
        var scores: [BatchScore] = []
        for response in responses {
            guard let place = response.parsed.description.flatMap({ places[Array($0.utf8)] }),
                let picture = response.question.pictures.first,
                let shown = pictures.withLock({ $0[picture.digest] })
            else {
                scores.append(BatchScore(0))
                continue
            }
            guard shown.count == encoded[place].count else {
                throw Fault(
                    .badInput,
                    "the embeddings of `\(model)` have \(shown.count) numbers for a picture and "
                        + "\(encoded[place].count) for a text",
                    remedy: "name a model that encodes both into one space")
            }
            let cosine = zip(shown, encoded[place]).reduce(0) { $0 + $1.0 * $1.1 }
            scores.append(BatchScore(max(-1, min(1, cosine / threshold))))
        }
        return scores
    }

    private func encode(_ texts: [String]) async throws(Fault) -> [[Double]] {
        let size = EmbeddingAlignment.textLimit
        let parts = try await ParallelMap.run(
            (texts.count + size - 1) / size, jobs: EmbeddingAlignment.requestLimit
        ) { [self] part throws(Fault) -> [[Double]] in
            let own = texts[(part * size)..<min(texts.count, (part + 1) * size)]
            let body: JSONValue = [
                "model": .string(model), "input": .array(own.map { .string($0) }),
                "encoding_format": "float",
            ]
            return try await vectors(HTTPBody([.bytes(Array(body.serialized.utf8))]), own.count)
        }
        return parts.flatMap(\.self)
    }

    private func encode(pictures asked: [Picture]) async throws(Fault) {
        var seen = Set<Digest>()
        let known = pictures.withLock { $0 }
        let new = asked.filter { known[$0.digest] == nil && seen.insert($0.digest).inserted }
        let encoded = try await ParallelMap.run(
            new.count, jobs: EmbeddingAlignment.requestLimit
        ) { [self] place throws(Fault) -> [Double] in
            try await vectors(try body(of: new[place]), 1)[0]
        }
        pictures.withLock { known in
            for (picture, vector) in zip(new, encoded) { known[picture.digest] = vector }
        }
    }

    /// A request for a picture's embedding: one message that holds it, as vLLM wants it.
    private func body(of picture: Picture) throws(Fault) -> HTTPBody {
        var head: [UInt8] = Array("{\"model\":".utf8)
        JSONValue.append(string: model, to: &head)
        head += ",\"encoding_format\":\"float\",\"messages\":[{\"role\":\"user\",\"content\":".utf8
        head += "[{\"type\":\"image_url\",\"image_url\":{\"url\":".utf8
        head += "\"data:image/\(picture.format.rawValue);base64,".utf8
        return HTTPBody([
            .bytes(head), .base64(try pictureBytes(picture)), .bytes(Array("\"}}]}]}".utf8)),
        ])
    }

    /// The unit vectors that a request gives, by their `index`.
    private func vectors(_ body: HTTPBody, _ count: Int) async throws(Fault) -> [[Double]] {
        let answer = try await service.post(body, path: "embeddings")
        var vectors: [[Double]] = Array(repeating: [], count: count)
        for (place, row) in (answer["data"]?.arrayValue ?? []).enumerated() {
            let index = row["index"]?.integerValue ?? place
            let values = (row["embedding"]?.arrayValue ?? []).compactMap(\.realValue)
            let norm = values.reduce(0) { $0 + $1 * $1 }.squareRoot()
            guard vectors.indices.contains(index), norm > 0, norm.isFinite else { continue }
            vectors[index] = values.map { $0 / norm }
        }
        guard vectors.allSatisfy({ !$0.isEmpty }) else {
            throw Fault(
                .badInput,
                "`\(model)` at \(service.address.authority) gave "
                    + "\(vectors.count { !$0.isEmpty }) embeddings of \(count)",
                remedy:
                    "see to it that `embeddings.model` encodes texts and pictures, and that the "
                    + "server answers a list `data` of `embedding`s")
        }
        return vectors
    }
}
