import Records
import Storage
import TestSupport
import Testing

@testable import Handoff

/// `launch.sh` of a phase that several machines train.
@Suite struct SpreadLaunchTests {
    /// Two machines of two GPUs each.
    private static func spread(_ handoff: inout PhaseHandoff) {
        handoff.settings.nodes = 2
        handoff.settings.gpus = 2
        handoff.settings.microBatch = 1
    }

    @Test(arguments: TrainerTarget.allCases)
    func `on several machines srun starts it, and Ray before those that run on it`(
        _ target: TrainerTarget
    ) throws {
        let launch = try Launch(target, change: Self.spread)
        let (dry, _) = try launch.start([launch.run, "--dry-run"])
        try #require(dry.status == 0, "\(dry.errors)")
        let step = "srun --nodes=2 --ntasks=2 --ntasks-per-node=1 --kill-on-bad-exit=1 "
        let behind =
            switch target {
            case .trl:
                "torchrun --nnodes 2 --rdzv_backend c10d --rdzv_id 0 --rdzv_endpoint HEAD:20000"
            case .msSwift: "bash -c"
            default: "ray symmetric-run --address HEAD:20000 --min-nodes 2 --num-gpus 2 -- python3"
            }
        #expect(dry.output.hasPrefix(step + behind), "\(dry.output)")
        // Outside of a job nothing is made.
        let (end, called) = try launch.start([launch.run])
        #expect(end.status == 78 && end.errors.contains("a job of Slurm with 2 nodes"))
        #expect(called == [])
        #expect(try FileSystem.status("\(launch.run)/started-from") == nil)
        let batch = try String(
            decoding: FileSystem.read("\(launch.folder)/launch.sbatch"), as: UTF8.self)
        #expect(batch.contains("#SBATCH --nodes=2\n#SBATCH --ntasks=2\n"))
    }

    @Test(arguments: [TrainerTarget.trl, .msSwift, .verl09])
    func `a job of Slurm starts it on each of its nodes`(_ target: TrainerTarget) throws {
        guard let cluster = SlurmCluster.shared else { return }
        let launch = try Launch(target, change: Self.spread)
        let program = """
            #!/bin/bash
            printf '%s\n' "${0##*/}" "$@" "NODE_RANK=$NODE_RANK" > "$CALLED.$SLURM_NODEID"

            """
        for name in ["torchrun", "swift", "ray"] {
            try FileSystem.remove("\(launch.scratch.path)/bin/\(name)")
            try launch.scratch.write(program: program, to: "bin/\(name)")
        }
        var environment = [
            "CALLED": "\(launch.scratch.path)/called",
            "PATH": "\(launch.scratch.path)/bin:/usr/bin:/bin",
        ]
        for variable in cluster.environment where variable.hasPrefix("SLURM_CONF=") {
            environment["SLURM_CONF"] = String(variable.dropFirst(11))
        }
        let end = try ProgramEnd.run(
            [
                "sbatch", "--wait", "--nodes=2", "--ntasks=2", "--ntasks-per-node=1",
                "--output=\(launch.scratch.path)/log", "--wrap",
                "bash \(ShellWord.quoted("\(launch.folder)/launch.sh")) "
                    + ShellWord.quoted(launch.run),
            ], environment: environment)
        #expect(end.status == 0, "\(end.errors) \((try? launch.scratch.text("log")) ?? "")")
        for node in 0..<2 {
            let words = try launch.scratch.text("called.\(node)").split(separator: "\n")
            let program = target == .trl ? "torchrun" : target == .msSwift ? "swift" : "ray"
            #expect(words.first == program[...])
            #expect(target != .msSwift || words.last == "NODE_RANK=\(node)")
        }
    }
}
