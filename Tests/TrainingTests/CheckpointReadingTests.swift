import Records
import Storage
import Testing

@testable import Model
@testable import Training

/// What a checkpoint's `checkpoint.json` may not say.
@Suite("Checkpoints that are read")
struct CheckpointReadingTests {
    private static func checkpoint(in folder: String) async throws {
        _ = try await TrainingLoop(
            folder: folder + "/steps", steps: 1, plan: CheckpointPlan(every: 5),
            origin: TrainingOrigin(seed: Seed(3), parent: nil)
        ).run(
            try TinyTask().supervised(jobs: 1), optimizer: TrainingLoopTests.optimizer,
            output: folder + "/out"
        ) { _ in }
    }

    /// The same object with another value, or none, at a path of names.
    private static func changed(
        _ json: JSONValue, _ path: ArraySlice<String>, _ value: JSONValue?
    ) -> JSONValue {
        guard let name = path.first, let members = json.objectValue else { return json }
        return .object(
            members.compactMap { member in
                guard member.name == name else { return member }
                if path.count == 1 { return value.map { .init(name, $0) } }
                return .init(name, changed(member.value, path.dropFirst(), value))
            })
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var path: [String]
        var value: JSONValue?
        var testDescription: String {
            path.joined(separator: ".") + " = " + (value?.serialized ?? "nothing")
        }

        static let sizes = [
            "image_size", "patch_size", "patch_width", "width", "layers", "heads", "feed_forward",
            "question_tokens", "response_tokens",
        ]

        static let all: [Case] =
            sizes.flatMap { size in
                [.integer(0), .integer(-1), .integer(1 << 62), "64", .null, nil].map {
                    (value: JSONValue?) in
                    Case(path: ["model", size], value: value)
                }
            } + [
                Case(path: ["format"], value: 2), Case(path: ["format"], value: nil),
                Case(path: ["step"], value: -1), Case(path: ["step"], value: nil),
                Case(path: ["updates"], value: "many"),
                Case(path: ["model"], value: nil), Case(path: ["model"], value: 1),
                Case(path: ["model", "layers"], value: 60000),
                Case(path: ["model", "patch_words"], value: ["nw"]),
                Case(path: ["model", "pixel_deviation"], value: .real(0.0)),
                Case(path: ["model", "vocabulary"], value: []),
                Case(
                    path: ["model", "vocabulary"],
                    value: .array((Vocabulary.specials + ["a", "a"]).map { .string($0) })),
                Case(
                    path: ["model", "vocabulary"],
                    value: .array((Vocabulary.specials + ["é", "e\u{301}"]).map { .string($0) })),
                Case(path: ["files"], value: .object([])), Case(path: ["files"], value: nil),
                Case(path: ["files", "model.safetensors"], value: "0f"),
                Case(
                    path: ["files"],
                    value: .object([
                        .init(
                            "../out/model.safetensors", .string(String(repeating: "0", count: 64)))
                    ])),
            ]
    }

    @Test("nothing that checkpoint.json says ends the process")
    func changedFacts() async throws {
        let scratch = try TrainingLoopTests.Scratch()
        try await CheckpointReadingTests.checkpoint(in: scratch.path)
        let path = scratch.path + "/out/checkpoint.json"
        let facts = try JSONReader.parse(try FileSystem.read(path), file: path)
        #expect(try Checkpoint(scratch.path + "/out").policy().layout.count > 0)
        for example in Case.all {
            let other = CheckpointReadingTests.changed(facts, example.path[...], example.value)
            #expect(other != facts, "\(example)")
            try FileSystem.write(Array(other.serialized.utf8), to: path)
            #expect(throws: Fault.self, "\(example)") {
                _ = try Checkpoint(scratch.path + "/out").policy()
            }
        }
    }

    @Test("a checkpoint of a later version is refused with a remedy")
    func format() async throws {
        let scratch = try TrainingLoopTests.Scratch()
        try await CheckpointReadingTests.checkpoint(in: scratch.path)
        let path = scratch.path + "/out/checkpoint.json"
        let facts = try JSONReader.parse(try FileSystem.read(path), file: path)
        let other = CheckpointReadingTests.changed(facts, ["format"], 2)
        try FileSystem.write(Array(other.serialized.utf8), to: path)
        #expect {
            _ = try Checkpoint(scratch.path + "/out")
        } throws: { error in
            guard let fault = error as? Fault else { return false }
            return fault.message.contains("format is 2") && fault.remedy != nil
        }
    }
}
