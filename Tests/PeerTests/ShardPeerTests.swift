import Records
import Storage
import Testing

/// Shards that `ShardWriter` wrote, read by webdataset and `datasets`, and the index that Energon
/// would make of them.
@Suite(.enabled(if: Peers.areThere(for: "our shards read by webdataset and datasets")))
struct ShardPeerTests {
    /// A sample as a peer shows it: the SHA-256 of each of its files.
    private struct Sample: Equatable {
        var key: String
        var files: [String]

        init(key: String, files: [(name: String, bytes: [UInt8])]) {
            self.key = key
            self.files = files.map { "\($0.name) \(SHA256.digest(of: $0.bytes).hex)" }
        }

        init(key: String, json: JSONValue) {
            self.key = key
            files = (json.arrayValue ?? []).map {
                ($0.strings ?? []).joined(separator: " ")
            }
        }
    }

    private static let shards = ["first", "second"]

    /// The samples of both shards. Their pictures differ in what follows the PNG's end.
    private static let samples: [(key: String, picture: [UInt8], json: [UInt8])] =
        (0..<40).map { number in
            let picture = OwnTable.pixels + [UInt8](repeating: UInt8(number), count: number * 37)
            let json = "{\"questions\":[{\"id\":\"é\(number)\",\"answer\":\"\(number)\"}]}"
            return ("k-\(number)_a", picture, Array(json.utf8))
        }

    /// What the peers made of the shards, line by line.
    private static let lines: Result<[JSONValue], any Error> = Result {
        let folder = try TemporaryFolder()
        for (number, shard) in shards.enumerated() {
            let writer = try ShardWriter(
                name: shard, shardFolder: folder.path, indexFolder: folder.path)
            for sample in samples[(number * 20)..<(number * 20 + 20)] {
                let picture = NewPicture(
                    bytes: ByteSlice(sample.picture), digest: SHA256.digest(of: sample.picture),
                    format: .png, width: 2, height: 1)
                try writer.addSample(key: sample.key, pictures: [picture], questions: []) { _ in
                    sample.json
                }
            }
            try writer.close()
        }
        let output = try Peers.run("shards_read", shards.map { folder["\($0).tar"] })
        var lines = try output.utf8.split(separator: UInt8(ascii: "\n")).map {
            try JSONReader.parse(Array($0), file: "shards_read")
        }
        for shard in shards {
            let path = folder["\(shard).tar.idx"]
            try ShardIndexFile(folder["\(shard).idx"]).writeEnergonIndex(to: path)
            let bytes = try FileSystem.read(path)
            let offsets = stride(from: 0, to: bytes.count, by: 8).map { start in
                JSONValue.integer(
                    bytes[start..<(start + 8)].reversed().reduce(0) { $0 << 8 | Int($1) })
            }
            lines.append(["ours", .string("\(shard).tar"), .array(offsets)])
        }
        return lines
    }

    private static func lines(of peer: String) throws -> [(name: String, value: JSONValue)] {
        try lines.get().compactMap { line in
            guard let parts = line.arrayValue, parts.count == 3, parts[0].stringValue == peer,
                let name = parts[1].stringValue
            else { return nil }
            return (name, parts[2])
        }
    }

    @Test(arguments: ["webdataset", "datasets"])
    func `every sample comes back in order, byte for byte`(peer: String) throws {
        let found = try Self.lines(of: peer).map { Sample(key: $0.name, json: $0.value) }
        let expected = Self.samples.map { sample in
            Sample(key: sample.key, files: [("json", sample.json), ("png", sample.picture)])
        }
        #expect(found == expected)
    }

    @Test func `Energon would make the same index`() throws {
        print("SKIPPED: Megatron Energon itself, which needs torch; its rule is followed instead")
        let theirs = try Self.lines(of: "energon")
        let ours = try Self.lines(of: "ours")
        #expect(theirs.map(\.name) == ["first.tar", "second.tar"])
        #expect(theirs.map(\.value) == ours.map(\.value))
        #expect(ours.allSatisfy { $0.value.arrayValue?.count == 21 })
    }
}
