import Engine
import Glibc
import Records
import Storage
import TestSupport
import Testing

extension EndToEnd {
    /// Runs whose units a real Slurm does.
    @Suite struct SlurmRunTests {
        private static let words = ["--executor", "slurm"]

        @Test func `a run on a cluster publishes what a run here does`() async throws {
            guard let cluster = SlurmCluster.shared else { return }
            let repository = try SmallRepository()
            let (here, there) = (repository.workspace("here"), repository.workspace("there"))
            let run = ["run", SmallRepository.manifest, "--until", "labels", "--workspace"]
            let first = try await repository.start(run + [here.root]).wait()
            try #require(first.status == 0, "\(first.errors)")
            let second = try await Subprocess(
                cluster.environment + [Binary.path] + run + [there.root] + Self.words,
                in: repository.root
            ).wait(atMost: .seconds(300))
            try #require(second.status == 0, "\(second.errors)")
            #expect(there.digests == here.digests)
            try there.expectSound(after: "quickstart")
            #expect(
                try there.events("quickstart").contains {
                    $0.kind == .notice && $0.message?.contains("array job") == true
                })
            // A range by hand: what is published is left alone.
            let task = "\(there.root)/runs/quickstart/remote/rollouts/1"
            let byHand = try await repository.start(["unit", task, "0"]).wait()
            #expect(byHand.status == 0, "\(byHand.errors)")
            let beyond = try await repository.start(["unit", task, "999"]).wait()
            #expect(beyond.status == 64 && beyond.errors.contains("has ranges 0 to"))
            // What is done there is done here too.
            let again = try await repository.start(run + [there.root]).wait()
            #expect(again.errors.contains("ingest: cached"), "\(again.errors)")
        }

        @Test func `failures, kills, lost nodes and restarts end in what a run here ends in`()
            async throws
        {
            guard let cluster = SlurmCluster() else { return }
            let drill = try Drill(on: "kind: slurm, jobs: 6", cluster.environment)
            let driver = try drill.start(["run", "manifests/drill.yaml", "--keep-going"])
            try await drill.wait("six units are under way") { Set(drill.begun()).count >= 6 }
            // A killed worker: its unit is begun again.
            let victim = try #require(unitProcesses(among: cluster.jobs()).first)
            kill(victim, SIGKILL)
            // A lost node.
            try cluster.kill("slurmd.n2")
            // A controller that is away for a while.
            try cluster.kill("slurmctld")
            try drill.go(0..<6)
            try await Task.sleep(for: .seconds(3))
            cluster.restart("slurmctld")
            cluster.restart("slurmd.n2")
            try await drill.wait("more units began after that") { Set(drill.begun()).count >= 9 }
            // A driver that is killed; its jobs go on.
            driver.signal(SIGKILL)
            _ = try await driver.wait()
            try drill.go(6..<12)
            try await drill.expectSameHere()
        }

        @Test func `a detached run is driven by a job, and cancelled from here`() async throws {
            guard let cluster = SlurmCluster.shared else { return }
            let drill = try Drill(on: "kind: slurm, jobs: 6", cluster.environment)
            let workspace = drill.workspace
            func end(_ words: [String]) async throws -> Subprocess.End {
                try await drill.start(words).wait()
            }
            try drill.mend()
            let run = ["run", "manifests/drill.yaml", "--detach"]
            let local = try await end(run + ["--executor", "local"])
            #expect(local.status == 64 && local.errors.contains("needs a cluster"))
            let first = try await end(run)
            try #require(first.status == 0, "\(first.errors)")
            #expect(first.output.contains("of Slurm drives the run drill"))
            try await drill.wait("units are under way") {
                try workspace.events("drill").contains { $0.kind == .unitStarted }
            }
            let second = try await end(run)
            #expect(second.status == 75, "\(second.errors)")
            let cancelled = try await end(["cancel", "drill"])
            #expect(cancelled.status == 0, "\(cancelled.errors)")
            #expect(try workspace.events("drill").last?.kind == .runInterrupted)
            try drill.go(0..<12)
            let again = try await end(["resume", "drill", "--detach"])
            try #require(again.status == 0, "\(again.errors)")
            try await drill.wait("the run is done") {
                try workspace.events("drill").last?.kind == .runFinished
            }
            try workspace.expectSound(after: "drill")
        }
    }
}
