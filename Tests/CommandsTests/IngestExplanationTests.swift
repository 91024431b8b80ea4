import Manifests
import Records
import Stages
import Storage
import Testing

@testable import Engine

/// What a plan says of data sets that changed.
@Suite struct IngestExplanationTests {
    private static let dataset = """
        name: rows
        licence: MIT
        root: ../data
        splits:
          train: {annotations: "*.jsonl", images: images}
        columns: {question: question, answer: answer, images: image}
        capability: {constant: coarse}
        pictures:
          validate: header

        """

    private func plan(_ scratch: ScratchFolder) async throws -> RunPlan {
        do {
            let run = try ManifestLoader.load(path: "\(scratch.path)/manifests/small.yaml")
            return try await scratch.plan(
                try StageFactory.stages(for: run, workspace: scratch.workspace))
        } catch let errors as ManifestErrors {
            Issue.record("\(errors.rendered)")
            throw errors
        }
    }

    private static func row(_ number: Int, _ answer: String = "a") -> String {
        #"{"question": "q\#(number)", "answer": "\#(answer)", "image": "\#(number).png"}"# + "\n"
    }

    /// A repository of one data set of two files, whose plan is recorded.
    private func repository() async throws -> ScratchFolder {
        let scratch = try ScratchFolder()
        try scratch.write(
            "name: small\nstages: {ingest: {kind: ingest}}\n", to: "pipelines/small.yaml")
        try scratch.write(
            "name: small\npipeline: small\ndatasets: [rows]\n", to: "manifests/small.yaml")
        try scratch.write(Self.dataset, to: "datasets/rows.yaml")
        try scratch.write(Self.row(1), to: "data/a.jsonl")
        try scratch.write(Self.row(2), to: "data/b.jsonl")
        try scratch.write("no picture", to: "data/images/1.png")
        let origin = RunOrigin(
            manifestPath: "", workingFolder: "", overrides: [], lockedManifest: "")
        let record = RunRecord(try await plan(scratch), origin: origin)
        try scratch.write(record.json.serialized, to: "workspace/runs/small/plan.json")
        return scratch
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var reason: String
        var change: @Sendable (ScratchFolder) throws -> Void
        var testDescription: String { reason }
    }

    @Test(arguments: [
        Case(reason: "data set rows: file a.jsonl changed") {
            try $0.write(Self.row(1, "b"), to: "data/a.jsonl")
        },
        Case(reason: "data set rows: file c.jsonl is new") {
            try $0.write(Self.row(3), to: "data/c.jsonl")
        },
        Case(reason: "data set rows: file b.jsonl is gone") {
            try FileSystem.remove("\($0.path)/data/b.jsonl")
        },
        Case(reason: "data set rows: pictures of the split train changed") {
            try $0.write("another", to: "data/images/1.png")
        },
        Case(
            reason:
                "SCRATCH/datasets/rows.yaml:9 data set rows: pictures.validate header → full"
        ) {
            try $0.write(
                Self.dataset.replacing("header", with: "full"), to: "datasets/rows.yaml")
        },
        Case(reason: "data set more is new") {
            try $0.write(
                Self.dataset.replacing("name: rows", with: "name: more"), to: "datasets/more.yaml")
            try $0.write(
                "name: small\npipeline: small\ndatasets: [rows, more]\n",
                to: "manifests/small.yaml")
        },
    ])
    func `what changed of the data is named`(test: Case) async throws {
        let scratch = try await repository()
        try test.change(scratch)
        let stage = try #require(try await PlanExplanation(try await plan(scratch)).stages.first)
        #expect(stage.reasons.map { $0.replacing(scratch.path, with: "SCRATCH") } == [test.reason])
    }

    @Test func `nothing changed where only times did`() async throws {
        let scratch = try await repository()
        try scratch.write(Self.row(1), to: "data/a.jsonl")
        let stage = try #require(try await PlanExplanation(try await plan(scratch)).stages.first)
        #expect(stage.cause == .unfinished)
        #expect(stage.changes.isEmpty)
    }
}
