import Manifests
import Records
import Testing

/// One mistake is told once, where it is, without what follows from it.
@Suite struct ConsequenceTests {
    private func errors(
        _ files: [String: String], _ overrides: [(path: String, value: String)] = []
    ) throws -> [Fault] {
        let fixture = try RepositoryFixture(files)
        do throws(ManifestErrors) {
            _ = try fixture.load("manifests/run.yaml", overrides)
            return []
        } catch {
            return error.faults
        }
    }

    @Test func `a split that no data set has is told once, with its stages`() throws {
        let shapes = RepositoryFixture.shapes.replacing("test:", with: "dev:")
        let pipeline =
            RepositoryFixture.pipeline
            + "\n  again: {kind: evaluate, policies: [coarse], questions: ingest}"
        let faults = try errors([
            "datasets/shapes.yaml": shapes, "pipelines/small.yaml": pipeline,
        ])
        #expect(
            faults.map(\.message) == [
                "`split` of the stages `measure`, `again` is `test`, but no data set has such a "
                    + "split"
            ])
    }

    @Test func `a key that is given twice is told without what is made of the first`() throws {
        let faults = try errors([
            "manifests/run.yaml": """
            name: quick
            pipeline: small
            datasets: [shapes]
            stages: {}
            stages: {measure: {split: none}, coarse: {phase: none}}
            """,
            "pipelines/small.yaml": RepositoryFixture.pipeline.replacing(
                "phase: coarse", with: "phase: other"),
        ])
        #expect(
            faults.map(\.message) == [
                "the key `stages` is given twice; it already stands in line 4"
            ])
    }

    @Test func `a disabled stage may name what is not there`() throws {
        let pipeline = RepositoryFixture.pipeline.replacing("phase: coarse", with: "phase: none")
        #expect(try errors(["pipelines/small.yaml": pipeline]).count == 1)
        let disabled: [(path: String, value: String)] = [
            ("stages.coarse.enabled", "false"), ("stages.measure.policies", "[warm-up]"),
        ]
        #expect(try errors(["pipelines/small.yaml": pipeline], disabled) == [])
        let lost = RepositoryFixture.pipeline.replacing(
            "curriculum: curriculum", with: "curriculum: lost")
        #expect(try errors(["pipelines/small.yaml": lost], disabled) == [])
    }

    @Test(arguments: [
        ("warm-up.steps", "did you mean `stages.warm-up.steps`?"),
        ("warmup.optimizer.beta1", "did you mean `stages.warm-up.optimizer.beta1`?"),
        ("sed", "did you mean `seed`?"),
    ])
    func `a stage's value without its prefix finds the stage`(path: String, remedy: String) throws {
        let faults = try errors([:], [(path, "1")])
        #expect(faults.map(\.remedy) == [remedy])
    }
}
