import Records
import Storage
import TestSupport
import Testing

/// Shards that `ShardWriter` wrote, prepared and read by Megatron Energon.
@Suite(
    .enabled(
        if: Peers.areThere(for: "our shards read by Megatron Energon", in: Peers.energon)))
struct EnergonPeerTests {
    @Test func `Energon makes the index that we made, and reads every sample by ours`() throws {
        let folder = try TemporaryFolder()
        try OwnShards.write(into: folder)
        let ours = try OwnShards.names.map { try OwnShards.energonOffsets(of: $0, in: folder) }
        let lines = try PeerLines(Peers.run("shards_energon", [folder.path], in: Peers.energon))
        #expect(lines["index"].map(\.name) == ["first.tar", "second.tar"])
        #expect(lines["index"].map(\.value) == ours)
        let samples = lines["energon"].map { PeerSample(key: $0.name, json: $0.value) }
        #expect(samples == PeerSample.own)
    }
}
