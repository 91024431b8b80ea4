import ArgumentParser
import Handoff
import Records
import Terminal

/// `pipeline checkpoints`: how far another trainer got with an exported phase.
struct CheckpointsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checkpoints",
        abstract: "Shows another trainer's checkpoints of an exported phase, and what to do next.",
        discussion: """
            Judges from the files: a checkpoint counts if every file is there that the trainer writes, \
            and none is cut off. What the trainer's own tracker says is only compared with that. Prints \
            the command that goes on from the newest, or begins the next phase with its weights.
            """)

    @Argument(
        help: "The folder of the phase, which an `export` stage wrote.",
        completion: .directory)
    var phase: String

    @Argument(
        help: ArgumentHelp(
            "The folder that the phase is trained in: what launch.sh was given.", valueName: "run"),
        completion: .directory)
    var folder: String

    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        let exported = try ExportedPhase(folder: phase)
        let state = try exported.state(of: folder)
        let next = exported.next(state, run: folder)
        OutputStream.standardOutput.write(
            json
                ? facts(exported, state, next.command).serialized + "\n" : text(state, next))
    }

    private func text(
        _ state: RunFolderState, _ next: (sentence: String, command: String)
    ) -> String {
        var table = TextTable([("step", .right), ("checkpoint", .left), ("state", .left)])
        for checkpoint in state.checkpoints {
            let weights = checkpoint.weights.map { "; weights in \($0)" } ?? ""
            table.append([
                "\(checkpoint.step)", FaultRenderer.printable(checkpoint.path),
                FaultRenderer.printable((checkpoint.obstacle ?? "whole") + weights),
            ])
        }
        var text = state.checkpoints.isEmpty ? "" : table.text + "\n"
        for note in state.notes { text += "note: \(FaultRenderer.printable(note))\n" }
        return text + "\(next.sentence)\n  \(FaultRenderer.printable(next.command))\n"
    }

    private func facts(
        _ phase: ExportedPhase, _ state: RunFolderState, _ command: String
    ) -> JSONValue {
        let checkpoints = state.checkpoints.map { checkpoint -> JSONValue in
            [
                "step": .integer(checkpoint.step), "path": .string(checkpoint.path),
                "weights": checkpoint.weights.map { .string($0) } ?? .null,
                "obstacle": checkpoint.obstacle.map { .string($0) } ?? .null,
            ]
        }
        return [
            "format": 1, "trainer": .string(phase.target.rawValue),
            "steps": .integer(phase.steps), "checkpoints": .array(checkpoints),
            "notes": .array(state.notes.map { .string($0) }), "next": .string(command),
        ]
    }
}
