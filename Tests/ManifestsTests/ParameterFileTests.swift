import Foundation
import Records
import Testing

@testable import Manifests

/// Values from files of `--params`.
@Suite struct ParameterFileTests {
    private func load(
        _ texts: [String], _ overrides: [(path: String, value: String)] = []
    ) throws(ManifestErrors) -> RunSpecification {
        let fixture: RepositoryFixture
        do {
            fixture = try RepositoryFixture()
        } catch {
            throw ManifestErrors(faults: [Fault(.internalError, "\(error)")], sources: [:])
        }
        return try ManifestLoader.load(
            path: fixture.folder + "/manifests/run.yaml",
            parameters: texts.enumerated().map {
                ParameterFile(path: "sets/\($0).yaml", text: $1)
            }, overrides: overrides, checkingFiles: false)
    }

    private func steps(_ run: RunSpecification) -> Int? {
        guard case .reinforcement(let settings)? = run.stage("coarse")?.settings else { return nil }
        return settings.steps
    }

    @Test func `fields are given nested or by their paths`() throws {
        let run = try load([
            """
            seed: 3
            stages.coarse.steps: 7
            stages:
              rollouts: {n: 5}
            stages.curriculum:
              phases: [{name: coarse, capabilities: [coarse], labels: [hard]}]
            """
        ])
        #expect(run.seed == Seed(3))
        #expect(steps(run) == 7)
        guard case .rollout(let rollouts)? = run.stage("rollouts")?.settings else {
            Issue.record("no rollouts")
            return
        }
        #expect(rollouts.draws == 5)
    }

    @Test func `a later file stands above an earlier one, and a single value above both`() throws {
        let files = ["stages.coarse.steps: 7\nseed: 1\n", "seed: 2\n"]
        let run = try load(files)
        #expect((run.seed, steps(run)) == (Seed(2), 7))
        let over = try load(files, [("stages.coarse.steps", "9")])
        #expect((over.seed, steps(over)) == (Seed(2), 9))
    }

    @Test func `a value is found in its file`() throws {
        let run = try load(["seed: 1\nstages:\n  coarse:\n    steps: 7\n"])
        #expect(
            run.stage("coarse")?.location(of: "steps")
                == SourceLocation(file: "sets/0.yaml", line: 4, column: 12))
        #expect(
            run.stage("coarse")?.location(inManifest: "seed")
                == SourceLocation(file: "sets/0.yaml", line: 1, column: 7))
    }

    @Test func `a data root is relative to its file`() throws {
        #expect(try load(["data_root: data\n"]).dataRoot == "sets/data")
        #expect(try load(["data_root: /data\n"]).dataRoot == "/data")
        #expect(try load(["data_root: a\n"], [("data_root", "b")]).dataRoot == "b")
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var text: String
        var expected: String
        var testDescription: String { text }
    }

    @Test(arguments: [
        Case(text: "- a\n", expected: "sets/0.yaml:1:1: error: the parameters are a list"),
        Case(text: "# none\n", expected: "error: the file is empty"),
        Case(text: "a: [\n", expected: "sets/0.yaml:2:1: error: this is not YAML"),
        Case(text: "sed: 1\n", expected: "sets/0.yaml:1:1: error: the key `sed` is not known"),
        Case(
            text: "stages.coarse.step: 1\n",
            expected: "sets/0.yaml:1:1: error: the key `step` is not known"),
        Case(text: "seed: x\n", expected: "sets/0.yaml:1:7: error: `seed` is `x`"),
        Case(text: "a..b: 1\n", expected: "sets/0.yaml:1:1: error: the field `a..b` has an empty"),
        Case(
            text: "seed: 1\nstages.coarse.steps: 1\nstages: {coarse: {steps: 2}}\n",
            expected: "sets/0.yaml:3:19: error: `stages.coarse.steps` is given twice; it already "
                + "stands in line 2"),
    ])
    func `what is wrong is shown in its file`(_ test: Case) throws {
        let error = #expect(throws: ManifestErrors.self) { try load([test.text]) }
        let text = try #require(error?.rendered)
        #expect(text.contains(test.expected), "\(text)")
    }

    @Test func `a file that is not there is a fault`() throws {
        let error = #expect(throws: ManifestErrors.self) {
            try ParameterFile(reading: "/no/such/file.yaml")
        }
        #expect(error?.rendered.contains("/no/such/file.yaml") == true)
    }
}
