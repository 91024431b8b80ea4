import Handoff
import Records
import Storage
import TestSupport
import Testing

/// Trainers' own code opens what an `export` stage writes: the launcher's words by their parsers, rows
/// and pictures by their data sets.
@Suite(.serialized) struct TrainersReadPhasesTests {
    @Test(.enabled(if: Peers.isThere(Peers.trl, for: "phases read by TRL")))
    func `TRL sees what was exported`() throws { try sees(.trl) }

    @Test(
        .enabled(if: Peers.isThere(TrainerPeer.olderVerlFolder, for: "phases read by others")),
        arguments: TrainerPeer.others)
    func `another trainer sees what was exported`(_ peer: TrainerPeer) throws { try sees(peer) }

    private func sees(_ peer: TrainerPeer) throws {
        let scratch = try TemporaryFolder()
        let (folder, model) = (scratch["it's a phase é"], scratch["model"])
        try FileSystem.createFolder(folder)
        let phase = UnusualPhase(for: peer.target)
        try #require(try phase.write(to: folder) == [])
        _ = try peer.run("tiny_llava", [model, "0"], home: scratch["home"])
        let output = try peer.run(peer.script, [folder, model], home: scratch["home"])
        let line = try #require(output.split(separator: "\n").last)
        let seen = try JSONReader.parse(Array(line.utf8), file: peer.script)
        #expect(seen["peer"]?.stringValue == peer.name)
        let rows = try seen.column("rows", \.arrayValue).map { try SeenRow(json: $0) }
        #expect(rows.count == phase.questions.count)
        for (row, wanted) in zip(rows, phase.rows) { #expect(row == wanted) }
    }
}
