import Records
import Storage
import TestSupport
import Testing

/// Shards that `ShardWriter` wrote, read by webdataset and `datasets`, and the index that Energon
/// would make of them.
@Suite(.enabled(if: Peers.areThere(for: "our shards read by webdataset and datasets")))
struct ShardPeerTests {
    /// What the peers made of the shards, and our own indexes.
    private static let found: Result<(lines: PeerLines, ours: [JSONValue]), any Error> = Result {
        let folder = try TemporaryFolder()
        try OwnShards.write(into: folder)
        let output = try Peers.run("shards_read", OwnShards.names.map { folder["\($0).tar"] })
        return (
            try PeerLines(output),
            try OwnShards.names.map { try OwnShards.energonOffsets(of: $0, in: folder) }
        )
    }

    @Test(arguments: ["webdataset", "datasets"])
    func `every sample comes back in order, byte for byte`(peer: String) throws {
        let found = try Self.found.get().lines[peer]
        #expect(found.map { PeerSample(key: $0.name, json: $0.value) } == PeerSample.own)
    }

    @Test func `the index is the one that Energon's rule makes`() throws {
        let (lines, ours) = try Self.found.get()
        #expect(lines["energon"].map(\.name) == ["first.tar", "second.tar"])
        #expect(lines["energon"].map(\.value) == ours)
        #expect(ours.allSatisfy { $0.arrayValue?.count == 21 })
    }
}
