import Glibc
import Records
import TestSupport
import Testing

/// A trainer whose own code opens a phase that we export.
struct TrainerPeer: Sendable, CustomTestStringConvertible {
    /// The trainer.
    var target: TrainerTarget
    /// The set of `scripts/python-peers` that has it.
    var set: String
    /// The script of `scripts/peers` that asks it.
    var script: String
    /// What it says that it is.
    var name: String
    /// The release of verl that stands before the set's own.
    var olderVerl: String?

    var testDescription: String { name }

    /// TRL, which `./check` asks.
    static let trl = TrainerPeer(target: .trl, set: "trl", script: "open_trl", name: "TRL 1.16.0")

    /// Those that `scripts/handoff-peers` asks.
    static let others = [
        TrainerPeer(target: .verl09, set: "verl", script: "open_verl", name: "verl 0.9.1"),
        verl(.verl08, "0.8.0"), verl(.verl071, "0.7.1"), verl(.verl070, "0.7.0"),
        TrainerPeer(target: .msSwift, set: "swift", script: "open_swift", name: "ms-swift 4.6.0"),
        TrainerPeer(
            target: .openRLHF, set: "openrlhf", script: "open_openrlhf", name: "OpenRLHF 0.11.0"),
    ]

    private static func verl(_ target: TrainerTarget, _ version: String) -> TrainerPeer {
        TrainerPeer(
            target: target, set: "verl", script: "open_verl", name: "verl \(version)",
            olderVerl: version)
    }

    /// The folder that `scripts/handoff-peers` has older releases of verl in, or nothing, said aloud.
    static let olderVerlFolder: String? = {
        if let folder = getenv("PIPELINE_OLDER_VERL") { return String(cString: folder) }
        OutputLine.say("no environments of other trainers: scripts/handoff-peers makes them")
        return nil
    }()

    /// Runs a script of `scripts/peers` with the trainer.
    func run(_ script: String, _ arguments: [String], home: String) throws -> String {
        let python = try PeerProcess(["\(Peers.packageRoot)/scripts/python-peers", set]).wait()
        guard python.status == 0 else { throw PeerFailure(description: python.errors) }
        let path = olderVerl.map { "\(Self.olderVerlFolder ?? "")/\($0)" } ?? ""
        let end = try PeerProcess(
            [
                "PYTHONPATH=\(path)", "HF_HOME=\(home)", "HF_HUB_OFFLINE=1", "OMP_NUM_THREADS=1",
                String(python.output.dropLast()), "\(Peers.packageRoot)/scripts/peers/\(script).py",
            ] + arguments
        ).wait()
        guard end.status == 0 else {
            throw PeerFailure(description: "\(script).py ended with \(end.status): \(end.errors)")
        }
        return end.output
    }
}
