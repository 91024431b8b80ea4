import Engine
import Glibc
import Records
import Storage
import TestSupport
import Testing

extension EndToEnd {
    /// Runs whose units a real Ray does.
    @Suite struct RayRunTests {
        private static func executor(_ cluster: RayCluster) -> String {
            "kind: ray, jobs: 4, ray: {address: '\(cluster.address)', python: '\(cluster.python)'}"
        }

        @Test func `failures, kills, lost nodes and a lost head end in what a run here ends in`()
            async throws
        {
            guard let cluster = RayCluster(nodes: 2) else { return }
            let drill = try Drill(on: Self.executor(cluster))
            let driver = try drill.start(["run", "manifests/drill.yaml", "--keep-going"])
            try await drill.wait("three units are under way") { Set(drill.begun()).count >= 4 }
            // A killed worker: its unit is begun again.
            let victim = try #require(unitProcesses(among: cluster.processes(of: 0)).first)
            kill(victim, SIGKILL)
            // A lost node: Ray itself begins anew what it had.
            cluster.kill(node: 1)
            try drill.go(0..<4)
            try await drill.wait("more units began after that") { Set(drill.begun()).count >= 6 }
            // A driver that is killed; its job goes on.
            driver.signal(SIGKILL)
            _ = try await driver.wait()
            try drill.go(4..<8)
            let second = try drill.start(["resume", "drill", "--keep-going"])
            try await drill.wait("all units began but those behind them") {
                Set(drill.begun()).count >= 9
            }
            // A lost head takes its memory of all jobs with it.
            cluster.kill(node: 0)
            try await Task.sleep(for: .seconds(2))
            try #require(cluster.restart(node: 0), "the head")
            try #require(cluster.restart(node: 1), "the other node")
            try drill.go(8..<12)
            #expect(try await second.wait(atMost: .seconds(300)).status == 1)
            try await drill.expectSameHere()
        }

        @Test func `a run on a cluster publishes what a run here does`() async throws {
            guard let cluster = RayCluster.shared else { return }
            let repository = try SmallRepository()
            let (here, there) = (repository.workspace("here"), repository.workspace("there"))
            let run = ["run", SmallRepository.manifest, "--until", "labels", "--workspace"]
            let first = try await repository.start(run + [here.root]).wait()
            try #require(first.status == 0, "\(first.errors)")
            let second = try await repository.start(
                run + [
                    there.root, "--executor", "ray", "--set",
                    "executor.ray.address=\(cluster.address)", "--set",
                    "executor.ray.python=\(cluster.python)",
                ]
            ).wait(atMost: .seconds(300))
            try #require(second.status == 0, "\(second.errors)")
            #expect(there.digests == here.digests)
            try there.expectSound(after: "quickstart")
        }

        @Test func `a run that is stopped takes back what it sent, and goes on`() async throws {
            guard let cluster = RayCluster.shared else { return }
            let drill = try Drill(on: Self.executor(cluster))
            try drill.mend()
            let driver = try drill.start(["run", "manifests/drill.yaml"])
            try await drill.wait("units are under way") { Set(drill.begun()).count >= 4 }
            driver.signal(SIGINT)
            try drill.go(0..<12)
            #expect(try await driver.wait(atMost: .seconds(60)).status == 130)
            let count = drill.begun().count
            #expect(count < 12)
            let end = try await drill.start(["resume", "drill"]).wait(atMost: .seconds(300))
            try #require(end.status == 0, "\(end.errors)")
            try drill.workspace.expectSound(after: "drill")
        }

        @Test func `what the docs show of clusters can be planned`() async throws {
            let docs = String(
                decoding: try FileSystem.read("\(Binary.packageRoot)/docs/clusters.md"),
                as: UTF8.self)
            let blocks = docs.split(separator: "```yaml\n").dropFirst()
                .compactMap { $0.split(separator: "```").first }
                .filter { $0.hasPrefix("executor:") }
            #expect(blocks.count == 2)
            for block in blocks {
                let repository = try SmallRepository()
                let manifest = try repository.read(SmallRepository.manifest)
                try repository.write("\(manifest)\n\(block)", to: SmallRepository.manifest)
                let plan = try await repository.pipeline("plan", SmallRepository.manifest)
                #expect(plan.status == 0, "\(plan.errors)")
            }
        }

        @Test func `a cluster that is not there is an error with a remedy`() async throws {
            let drill = try Drill(on: "kind: ray, ray: {address: 'ray://head:10001'}")
            let end = try await drill.start(["run", "manifests/drill.yaml"]).wait()
            #expect(end.status == 78 && end.errors.contains("http://head:8265"), "\(end.errors)")
        }
    }
}
