import Records
import Storage
import TestSupport

/// Two shards that `ShardWriter` wrote, with the indexes that Energon reads them by.
enum OwnShards {
    /// Their names.
    static let names = ["first", "second"]

    /// The samples of both. Their pictures differ in what follows the PNG's end.
    static let samples: [(key: String, picture: [UInt8], json: [UInt8])] =
        (0..<40).map { number in
            let picture = OwnTable.pixels + [UInt8](repeating: UInt8(number), count: number * 37)
            let json = "{\"questions\":[{\"id\":\"é\(number)\",\"answer\":\"\(number)\"}]}"
            return ("k-\(number)_a", picture, Array(json.utf8))
        }

    /// Writes them into a folder.
    static func write(into folder: TemporaryFolder) throws {
        for (number, name) in names.enumerated() {
            let writer = try ShardWriter(
                name: name, shardFolder: folder.path, indexFolder: folder.path)
            for sample in samples[(number * 20)..<(number * 20 + 20)] {
                let picture = NewPicture(
                    bytes: ByteSlice(sample.picture), digest: SHA256.digest(of: sample.picture),
                    format: .png, width: 2, height: 1)
                try writer.addSample(key: sample.key, pictures: [picture], questions: []) { _ in
                    sample.json
                }
            }
            try writer.close()
            try ShardIndexFile(folder["\(name).idx"]).writeEnergonIndex(
                to: folder["\(name).tar.idx"])
        }
    }

    /// The offsets in the index that Energon reads a shard by.
    static func energonOffsets(of name: String, in folder: TemporaryFolder) throws -> JSONValue {
        let bytes = try FileSystem.read(folder["\(name).tar.idx"])
        return .array(
            stride(from: 0, to: bytes.count, by: 8).map { start in
                .integer(bytes[start..<(start + 8)].reversed().reduce(0) { $0 << 8 | Int($1) })
            })
    }
}
