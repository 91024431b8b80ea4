import Records
import TestSupport
import Testing

@testable import Handoff

@Suite struct ExportedPhaseTests {
    private static func phase(_ target: TrainerTarget) throws -> ExportedPhase {
        let folder = try TemporaryFolder("phase")
        try folder.write(
            """
            {"trainer": "\(target.rawValue)", "gpus": 2, "steps": 40, "rows": 80,
             "rollout_batch": 4, "group": 8, "epochs": 2, "steps_per_batch": 1,
             "keeps_order": true}
            """, to: "manifest.json")
        var phase = try ExportedPhase(folder: folder.path)
        #expect(phase.target == target && phase.gpus == 2 && phase.steps == 40)
        phase.folder = "p q"
        return phase
    }

    struct Case: Sendable {
        var target = TrainerTarget.trl
        var checkpoints: [RunCheckpoint] = []
        var command: String
    }

    @Test(arguments: [
        Case(command: "bash 'p q/launch.sh' runs/1"),
        Case(
            checkpoints: [.init(step: 20, path: "c 20"), .init(step: 10, path: "c 10")],
            command: "bash 'p q/launch.sh' runs/1 --resume 'c 20'"),
        Case(
            checkpoints: [
                .init(step: 20, path: "c20", obstacle: "weights alone"),
                .init(step: 10, path: "c10"),
            ], command: "bash 'p q/launch.sh' runs/1 --resume c10"),
        Case(
            checkpoints: [.init(step: 20, path: "c20", weights: "c20", obstacle: "2 processes")],
            command: "bash 'p q/launch.sh' ANOTHER_RUN"),
        Case(
            checkpoints: [.init(step: 40, path: "c40", weights: "c40/w")],
            command: "bash NEXT_PHASE/launch.sh NEXT_RUN --model c40/w"),
        Case(
            target: .easyR1, checkpoints: [.init(step: 40, path: "c40")],
            command: "bash 'p q/merge.sh' c40"),
    ])
    func `the next command follows from what is whole`(test: Case) throws {
        let phase = try Self.phase(test.target)
        let state = RunFolderState(checkpoints: test.checkpoints)
        #expect(phase.next(state, run: "runs/1").command == test.command)
    }

    @Test(arguments: [nil, "{}", #"{"trainer": "trl", "gpus": 1, "steps": 4}"#])
    func `another folder is refused with what to do`(manifest: String?) throws {
        let folder = try TemporaryFolder("phase")
        if let manifest { try folder.write(manifest, to: "manifest.json") }
        let fault = #expect(throws: Fault.self) { try ExportedPhase(folder: folder.path) }
        #expect(fault?.code == (manifest == nil ? .noInput : .badInput))
        #expect(fault?.remedy != nil)
    }
}
