import Manifests
import Records
import TestSupport
import Testing

@testable import Commands

/// Jobs for Kubernetes, compared with `Golden/NAME.txt`; `KubernetesSchemaTests` validates these.
@Suite struct KubernetesJobTests {
    private static func task(
        run: String = "quickstart", stage: String = "rollouts", folder: String = "/shared/task",
        rangeCount: Int = 40
    ) -> KubernetesJob.Task {
        KubernetesJob.Task(
            run: run, stage: stage, folder: folder, tag: "pipeline-0123456789abcdef",
            rangeCount: rangeCount)
    }

    private static func job(_ task: KubernetesJob.Task) -> KubernetesJob {
        KubernetesJob(
            task: task, image: "registry.example/pipeline:1",
            volumes: [KubernetesJob.Volume(claim: "shared", path: "/shared")], parallelism: 16,
            attempts: 3, resources: SlurmSettings())
    }

    @Test func `a plain job`() throws {
        try Golden.expect(Self.job(Self.task()).yaml, "kubernetes-plain")
    }

    @Test func `a job that says everything`() throws {
        var resources = SlurmSettings()
        resources.processors = 4
        resources.memoryByteCount = 32_000_000_000
        resources.gpus = 1
        resources.time = .seconds(7200)
        var job = KubernetesJob(
            task: Self.task(
                run: "Größe 1", stage: "a_b", folder: "/shared/it's $(here)", rangeCount: 3),
            image: "registry.example/pipeline:1",
            volumes: [
                KubernetesJob.Volume(claim: "shared", path: "/shared"),
                KubernetesJob.Volume(claim: "data.sets", path: "/data"),
            ], parallelism: 16, attempts: 1, resources: resources)
        job.namespace = "team"
        job.secrets = ["keys"]
        job.owner = (1000, 100)
        try Golden.expect(job.yaml, "kubernetes-full")
    }

    struct Case: Sendable {
        var run: String
        var stage: String
        var name: String
    }

    @Test(arguments: [
        Case(run: "quickstart", stage: "rollouts", name: "pipeline-quickstart-rollouts-89abcdef"),
        Case(run: "--A b--", stage: "", name: "pipeline-a-b-89abcdef"),
        Case(run: "ß", stage: "ß", name: "pipeline-89abcdef"),
        Case(
            run: String(repeating: "long", count: 30), stage: "x",
            name: "pipeline-longlonglonglonglonglonglonglo-89abcdef"),
    ])
    func `a job's name is one that Kubernetes takes`(sample: Case) {
        let name = Self.job(Self.task(run: sample.run, stage: sample.stage)).name
        #expect(name == sample.name)
        #expect(KubernetesName.isSound(name) && name.utf8.count <= 48)
    }

    @Test func `names follow RFC 1123`() {
        for name in ["a", "a-b.c9", String(repeating: "a", count: 63)] {
            #expect(KubernetesName.isSound(name), "\(name)")
        }
        for name in [
            "", "A", "a_b", "-a", "a-", "a..b", ".a", "é", "a b", String(repeating: "a", count: 64),
            Array(repeating: "aaaaaaaaa", count: 26).joined(separator: "."),
        ] {
            #expect(!KubernetesName.isSound(name), "\(name)")
        }
        #expect(KubernetesName.claim("shared=/data=1") == "shared")
        #expect(KubernetesName.claim("shared") == "shared")
    }

    @Test func `a volume holds what lies below it`() {
        let volume = KubernetesJob.Volume(claim: "c", path: "/shared")
        #expect(volume.holds("/shared") && volume.holds("/shared/a/b"))
        #expect(!volume.holds("/share") && !volume.holds("/shared2") && !volume.holds("/"))
        #expect(KubernetesJob.Volume(claim: "c", path: "/").holds("/anything"))
    }
}
