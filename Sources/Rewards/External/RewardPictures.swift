import HTTP
import Records
import Storage

/// The pictures of a step's questions, each once, for a reward that asks for them.
public struct RewardPictures: Sendable {
    private let shards: ShardReader

    /// The pictures of an ingest's shards.
    public init(shardFolder: String) { shards = ShardReader(shardFolder: shardFolder) }

    /// Each picture of the responses' questions.
    private func pictures(of responses: [ScorableResponse]) -> [Picture] {
        var seen: Set<Digest> = []
        return responses.flatMap(\.question.pictures).filter { seen.insert($0.digest).inserted }
    }

    /// A picture's file in a folder.
    static func path(of picture: Picture, in folder: String) -> String {
        "\(folder)/\(picture.digest.hex).\(picture.format.rawValue)"
    }

    /// Writes the pictures' files into a folder, in place of those of the step before.
    func write(of responses: [ScorableResponse], to folder: String) throws(Fault) {
        try FileSystem.remove(folder)
        try FileSystem.createFolder(folder)
        for picture in pictures(of: responses) {
            try FileSystem.write(
                try shards.bytes(of: picture), to: RewardPictures.path(of: picture, in: folder))
        }
    }

    /// The body of a request to a service: `{"responses": …, "pictures": {SHA-256: Base64}}`.
    func body(
        _ messages: JSONValue, of responses: [ScorableResponse]
    ) throws(Fault) -> HTTPBody {
        var parts: [HTTPBody.Part] = [
            .bytes(Array("{\"responses\":\(messages.serialized),\"pictures\":{".utf8))
        ]
        for (index, picture) in pictures(of: responses).enumerated() {
            let comma = index == 0 ? "" : ","
            parts.append(.bytes(Array("\(comma)\"\(picture.digest.hex)\":\"".utf8)))
            parts.append(.base64(try shards.bytes(of: picture)))
            parts.append(.bytes(Array("\"".utf8)))
        }
        parts.append(.bytes(Array("}}".utf8)))
        return HTTPBody(parts)
    }
}
