import Foundation
import TestSupport
import Testing

@testable import Manifests

@Suite struct SchemaPrinterTests {
    /// The root of the repository that this file lies in, links followed.
    static var root: String {
        URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .path
    }

    private func object(_ kind: SchemaPrinter.Kind) throws -> [String: Any] {
        let data = Data(SchemaPrinter.text(kind).utf8)
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    @Test(arguments: SchemaPrinter.Kind.allCases)
    func `is a closed object of draft 2020-12`(_ kind: SchemaPrinter.Kind) throws {
        let schema = try object(kind)
        #expect(schema["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
        #expect(schema["additionalProperties"] as? Bool == false)
        #expect((schema["required"] as? [String])?.contains("name") == true)
        #expect(SchemaPrinter.text(kind) == SchemaPrinter.text(kind))
    }

    @Test(arguments: SchemaPrinter.Kind.allCases)
    func `describes every property and resolves every reference`(_ kind: SchemaPrinter.Kind) throws
    {
        let schema = try object(kind)
        let definitions = schema["$defs"] as? [String: Any] ?? [:]
        var propertyCount = 0
        func visit(_ value: Any) {
            if let list = value as? [Any] { list.forEach(visit) }
            guard let object = value as? [String: Any] else { return }
            if let reference = object["$ref"] as? String {
                #expect(
                    definitions[reference.replacingOccurrences(of: "#/$defs/", with: "")] != nil)
            }
            if object["type"] as? String == "object", let properties = object["properties"] {
                for (name, property) in properties as? [String: [String: Any]] ?? [:] {
                    propertyCount += 1
                    let isDescribed = property["description"] != nil || property["const"] != nil
                    #expect(isDescribed, "\(name) has no description")
                }
            }
            object.values.forEach(visit)
        }
        visit(schema)
        #expect(propertyCount > 10)
    }

    @Test func `carries defaults and bounds`() throws {
        let properties = try #require(object(.manifest)["properties"] as? [String: Any])
        let policy = try #require(properties["policy"] as? [String: Any])
        let fields = try #require(policy["properties"] as? [String: [String: Any]])
        #expect(fields["width"]?["default"] as? Int == 64)
        #expect(fields["width"]?["minimum"] as? Int == 1)
        #expect(
            fields["response_format"]?["enum"] as? [String]
                == PolicySettings.ResponseFormat.allCases.map(\.rawValue))
    }

    /// Editors read these files; they are recorded like golden files.
    @Test(arguments: SchemaPrinter.Kind.allCases)
    func `the shipped file is current`(_ kind: SchemaPrinter.Kind) throws {
        let path = "\(SchemaPrinterTests.root)/docs/schema/\(kind.rawValue).schema.json"
        try Golden.expect(SchemaPrinter.text(kind), at: path)
    }

    private static let script = """
        import json, sys, yaml
        from jsonschema import Draft202012Validator
        schema = json.load(open(sys.argv[1]))
        Draft202012Validator.check_schema(schema)
        for path in sys.argv[2:]:
            for error in Draft202012Validator(schema).iter_errors(yaml.safe_load(open(path))):
                print(path, list(error.absolute_path), error.message)
        """

    private static func python(_ arguments: [String]) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3"] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }

    private static var hasValidator: Bool {
        (try? python(["-c", "import yaml, jsonschema"]))?.status == 0
    }

    private func validate(_ kind: SchemaPrinter.Kind, _ files: [String]) throws -> String {
        let schema = NSTemporaryDirectory() + "schema-\(UUID().uuidString).json"
        defer { try? FileManager.default.removeItem(atPath: schema) }
        try SchemaPrinter.text(kind).write(toFile: schema, atomically: true, encoding: .utf8)
        let result = try SchemaPrinterTests.python(
            ["-c", SchemaPrinterTests.script, schema] + files)
        #expect(result.status == 0, "\(result.output)")
        return result.output
    }

    @Test(
        .enabled(if: hasValidator, "needs python3 with yaml and jsonschema"),
        arguments: SchemaPrinter.Kind.allCases)
    func `a peer finds the shipped files valid`(_ kind: SchemaPrinter.Kind) throws {
        let folder = "\(SchemaPrinterTests.root)/\(kind.rawValue)s"
        let files = try FileManager.default.contentsOfDirectory(atPath: folder)
            .filter { $0.hasSuffix(".yaml") }.map { "\(folder)/\($0)" }
        #expect(!files.isEmpty)
        #expect(try validate(kind, files) == "")
    }

    @Test(.enabled(if: hasValidator, "needs python3 with yaml and jsonschema"))
    func `a peer finds the fixtures valid and their slips`() throws {
        let fixture = try RepositoryFixture([
            "datasets/files.yaml": RepositoryFixture.files,
            "pipelines/slips.yaml": """
            name: slips
            stages:
              a: {kind: ingest, shard_sise: 1}
              b: {kind: train, questions: a, steps: 1}
              c: {kind: train, method: sft, questions: a}
              d: {kind: rollout, policy: c, questions: a, n: 0}
            """,
        ])
        let folder = fixture.folder
        #expect(try validate(.manifest, [folder + "/manifests/run.yaml"]) == "")
        #expect(try validate(.pipeline, [folder + "/pipelines/small.yaml"]) == "")
        #expect(
            try validate(
                .dataset, [folder + "/datasets/shapes.yaml", folder + "/datasets/files.yaml"])
                == "")
        let slips = try validate(.pipeline, [folder + "/pipelines/slips.yaml"])
        for name in ["shard_sise", "'method' is a required", "'steps' is a required", "'n'"] {
            #expect(slips.contains(name), "\(slips)")
        }
    }
}
