import Foundation
import Records
import Testing

@testable import Manifests

@Suite struct ManifestLoaderTests {
    @Test func `what is not given has its default`() throws {
        let run = try RepositoryFixture().load()
        #expect(run.name == "quick")
        #expect(run.seed == Seed(0))
        #expect(run.policy == PolicySettings())
        #expect(run.executor == ExecutorSettings())
        #expect(run.dataRoot == nil)
        #expect(run.stages.count == 8)
        #expect(run.locations["seed"] == nil)
        guard case .supervised(let settings)? = run.stage("warm-up")?.settings else {
            Issue.record("no warm-up")
            return
        }
        var expected = SupervisedSettings()
        expected.questions = "ingest"
        expected.steps = 1000
        #expect(settings == expected)
        #expect(settings.optimizer.learningRate == 0.003)
    }

    @Test func `every stage of the sample has its kind and references`() throws {
        let run = try RepositoryFixture().load()
        #expect(
            run.stages.map(\.kind) == [
                .ingest, .train, .train, .rollout, .sample, .curriculum, .train, .evaluate,
            ])
        #expect(
            run.stage("coarse")?.references == [
                StageReference(field: "questions", stages: ["ingest"]),
                StageReference(field: "curriculum", stages: ["curriculum"]),
                StageReference(field: "policy", stages: ["warm-up"]),
                StageReference(field: "scorer", stages: ["alignment"]),
            ])
        #expect(run.stage("measure")?.inputs == ["warm-up", "coarse", "ingest"])
    }

    @Test func `later values win field by field`() throws {
        let fixture = try RepositoryFixture([
            "manifests/run.yaml": RepositoryFixture.manifest
                + "\nstages:\n  warm-up: {batch: 32, optimizer: {beta1: 0.8}}\n"
        ])
        let run = try fixture.load(
            "manifests/run.yaml",
            [
                ("stages.warm-up.optimizer.beta2", "0.5"), ("stages.warm-up.batch", "7"),
                ("stages.warm-up.batch", "16"), ("policy.patch_words", "[]"), ("seed", "9"),
            ])
        let stage = try #require(run.stage("warm-up"))
        guard case .supervised(let settings) = stage.settings else {
            Issue.record("\(stage.settings)")
            return
        }
        #expect(settings.steps == 1000)
        #expect(settings.batch == 16)
        #expect(settings.optimizer.beta1 == 0.8)
        #expect(settings.optimizer.beta2 == 0.5)
        #expect(settings.optimizer.learningRate == 0.003)
        #expect(run.seed == Seed(9))
        let folder = fixture.folder
        #expect(
            stage.locations["steps"]
                == SourceLocation(file: folder + "/pipelines/small.yaml", line: 8, column: 12))
        #expect(
            stage.locations["optimizer.beta1"]?.file == folder + "/manifests/run.yaml")
        #expect(
            stage.locations["batch"] == SourceLocation(file: "--set", line: 3, column: 22))
        #expect(stage.locations["split"] == nil)
        #expect(stage.location(of: "split") == stage.location)
        #expect(stage.location(of: "optimizer.clip_norm") == stage.locations["optimizer"])
        #expect(run.locations["seed"]?.file == "--set")
    }

    @Test func `lists are replaced whole`() throws {
        let run = try RepositoryFixture().load(
            "manifests/run.yaml",
            [
                (
                    "stages.curriculum.phases",
                    "[{name: coarse, capabilities: [fine], labels: [hard]}]"
                )
            ])
        guard case .curriculum(let settings)? = run.stage("curriculum")?.settings else {
            Issue.record("no curriculum")
            return
        }
        #expect(settings.phases.map(\.capabilities) == [[.fine]])
    }

    @Test func `a text from the command line stays a text`() throws {
        let run = try RepositoryFixture().load(
            "manifests/run.yaml", [("description", "no"), ("executor.jobs", "~")])
        #expect(run.description == "no")
        #expect(run.executor.jobs == nil)
    }

    @Test func `what an override replaces must still be right`() throws {
        let fixture = try RepositoryFixture([
            "manifests/run.yaml": RepositoryFixture.manifest + "\nseed: soon\n"
        ])
        #expect(fixture.rendered("manifests/run.yaml", [("seed", "1")])?.contains("soon") == true)
    }

    @Test func `an override can give what the manifest lacks`() throws {
        let fixture = try RepositoryFixture(["manifests/run.yaml": "name: quick\n"])
        let run = try fixture.load(
            "manifests/run.yaml", [("pipeline", "small"), ("datasets", "[shapes]")])
        #expect(run.pipeline == "small")
    }

    @Test func `orders stages after those they refer to`() throws {
        let lines = RepositoryFixture.pipeline.split(separator: "\n")
        let measure = try #require(lines.last)
        let moved = (lines.prefix(2) + [measure] + lines.dropFirst(2).dropLast())
            .joined(separator: "\n")
        let run = try RepositoryFixture(["pipelines/small.yaml": moved]).load()
        #expect(run.stages.first?.name == "measure")
        #expect(
            run.stageOrder == [
                "ingest", "warm-up", "alignment", "rollouts", "labels", "curriculum", "coarse",
                "measure",
            ])
    }

    @Test func `leaves disabled stages out of the order`() throws {
        let run = try RepositoryFixture().load(
            "manifests/run.yaml", [("stages.measure.enabled", "false")])
        #expect(run.stage("measure")?.enabled == false)
        #expect(!run.stageOrder.contains("measure"))
        #expect(run.stageOrder.count == 7)
    }

    @Test func `disabled stages may refer to disabled ones`() throws {
        let run = try RepositoryFixture().load(
            "manifests/run.yaml",
            [
                ("stages.coarse.enabled", "false"), ("stages.measure.policies", "[warm-up]"),
                ("stages.alignment.enabled", "false"),
            ])
        #expect(run.stageOrder.contains("measure"))
    }

    @Test func `parameters hold defaults but no references and are sorted`() throws {
        let run = try RepositoryFixture().load()
        #expect(
            run.stage("rollouts")?.parameters.serialized
                == #"{"budget":0,"budget_wave":4,"certainty":0.9,"easy_above":0.9,"hard_below":0.1,"n":8,"passes":[],"#
                + #""split":"train","stop":"none","temperature":1,"top_p":1,"unit_questions":512,"#
                + #""waves":[2,2,4,8]}"#)
        #expect(
            run.stage("labels")?.parameters.serialized
                == #"{"allow_mixed_provenance":false,"band":{"high":0.9,"low":0.1},"#
                + #""certainty":0.8,"count_as_hard":[],"decay":0.5,"easy_above":0.9,"#
                + #""group_size":8,"hard_below":0.1,"prior":"empirical","rule":"pebr","#
                + #""shortcut":{"above":0.8,"certainty":0.8},"#
                + #""suspect_gold":{"answers":4,"share":0.75}}"#)
        let parameters = try #require(run.stage("coarse")?.parameters)
        #expect(parameters["method"] == "grpo")
        #expect(parameters["policy"] == nil)
        #expect(parameters["reward"]?["alignment"]?.realValue == 0.4)
        #expect(parameters["enabled"] == nil)
        #expect(parameters == parameters.canonical)
    }

    @Test func `a written default does not change parameters`() throws {
        let plain = try RepositoryFixture().load()
        let written = try RepositoryFixture().load(
            "manifests/run.yaml",
            [
                ("stages.ingest.shard_size", "256MiB"), ("stages.warm-up.batch", "64"),
                ("stages.warm-up.text_only_weight", "0.60"), ("policy.width", "64"),
                ("stages.rollouts.limit", "~"),
            ])
        #expect(plain.stages.map(\.parameters) == written.stages.map(\.parameters))
        #expect(plain.policy.parameters == written.policy.parameters)
        #expect(plain.policy.parameters["image_size"] == 48)
    }

    @Test func `paths of a data set are no parameters`() throws {
        let fixture = try RepositoryFixture([
            "datasets/files.yaml": RepositoryFixture.files,
            "manifests/run.yaml": "name: q\npipeline: small\ndatasets: [files]\n",
        ])
        let one = try fixture.load(
            "manifests/run.yaml", [("data_root", "/one")], checkingFiles: false)
        let two = try fixture.load(
            "manifests/run.yaml", [("data_root", "/two")], checkingFiles: false)
        #expect(one.datasets[0].root == "/one/set")
        #expect(two.datasets[0].root == "/two/set")
        #expect(one.datasets[0].parameters == two.datasets[0].parameters)
        #expect(one.datasets[0].parameters["columns"] != nil)
    }

    @Test func `reads a data set of files`() throws {
        let fixture = try RepositoryFixture([
            "datasets/files.yaml": RepositoryFixture.files,
            "manifests/run.yaml":
                "name: q\npipeline: small\ndatasets: [files, shapes]\ndata_root: ../data\n",
            "data/set/train.json": "[]", "data/set/a.json": "[]", "data/set/b.json": "[]",
            "data/set/images/x": "",
        ])
        let run = try fixture.load()
        #expect(run.datasets.map(\.name) == ["files", "shapes"])
        let files = run.datasets[0]
        #expect(files.root == fixture.folder + "/manifests/../data/set")
        #expect(files.splitNames == ["train", "test"])
        #expect(files.splits[0].annotations == ["train.json"])
        #expect(files.splits[1].annotations == ["a.json", "b.json"])
        #expect(files.splits[1].images == ".")
        #expect(files.expected == ["train": 3])
        #expect(files.columns.answer == .constant("no"))
        #expect(files.columns.id == .field(FieldPath(steps: ["meta", "id"])))
        #expect(files.locations["columns.id"]?.line == 8)
        let shapes = try #require(run.datasets[1].generator)
        #expect(shapes.splits.map(\.name) == ["train", "test"])
        #expect(shapes.splits.map(\.role) == [.pool, .heldOut])
        #expect(shapes.splits.map(\.count) == [100, 10])
    }

    @Test func `a data root from the command line is relative to the working folder`() throws {
        let fixture = try RepositoryFixture([
            "datasets/files.yaml": RepositoryFixture.files,
            "manifests/run.yaml":
                "name: q\npipeline: small\ndatasets: [files]\ndata_root: ../data\n",
        ])
        let run = try fixture.load(
            "manifests/run.yaml", [("data_root", "somewhere")], checkingFiles: false)
        #expect(run.dataRoot == "somewhere")
        #expect(run.datasets[0].root == "somewhere/set")
    }

    @Test func `finds the repository above the manifest`() throws {
        let fixture = try RepositoryFixture([
            "manifests/deep/er/run.yaml": RepositoryFixture.manifest
        ])
        let run = try fixture.load("manifests/deep/er/run.yaml")
        #expect(run.repositoryRoot == fixture.folder)
        #expect(run.pipelinePath == fixture.folder + "/pipelines/small.yaml")
    }

    @Test func `paths in a manifest are relative to it`() throws {
        let fixture = try RepositoryFixture([
            "other/p.yaml": RepositoryFixture.pipeline, "manifests/s.yml": RepositoryFixture.shapes,
            "manifests/run.yaml":
                "name: q\npipeline: ../other/p.yaml\ndatasets: [s.yml]\n",
        ])
        let run = try fixture.load()
        #expect(run.pipelinePath == fixture.folder + "/manifests/../other/p.yaml")
        #expect(run.pipeline == "small")
    }

    @Test func `a manifest that is no file is a fault`() throws {
        let fixture = try RepositoryFixture()
        #expect(fixture.rendered("manifests/none.yaml")?.contains("there is no file") == true)
        #expect(fixture.rendered("manifests")?.contains("is not a file") == true)
    }

    @Test func `a named pipe is refused rather than waited for`() throws {
        let fixture = try RepositoryFixture()
        #expect(mkfifo(fixture.folder + "/manifests/pipe.yaml", 0o600) == 0)
        #expect(fixture.rendered("manifests/pipe.yaml")?.contains("is not a file") == true)
    }

    @Test func `errors exit with the status of bad input`() throws {
        let fixture = try RepositoryFixture(["manifests/run.yaml": "a: 1"])
        let error = #expect(throws: ManifestErrors.self) { try fixture.load() }
        #expect(error?.exitStatus == 65)
        #expect(error?.faults.isEmpty == false)
        #expect(error?.faults.allSatisfy { $0.code == .badInput && $0.location != nil } == true)
    }
}
