import Foundation
import Records
import Storage
import Testing

/// A file of other trainers' numbers: inputs by section, and what their functions made of them.
///
/// `PIPELINE_ORACLES` names the files to run, separated by colons (those that end in `.json`); the
/// default is the fixture `objectives.json`, whose `meta` says which function of which version was run.
struct OracleFile: Sendable, CustomTestStringConvertible {
    let path: String
    let json: JSONValue

    var testDescription: String { path.split(separator: "/").last.map(String.init) ?? path }

    static let all: [OracleFile] = {
        let named = ProcessInfo.processInfo.environment["PIPELINE_ORACLES"] ?? ""
        var paths = named.split(separator: ":").map(String.init).filter { $0.hasSuffix(".json") }
        if paths.isEmpty, let fixture = fixturePath { paths = [fixture] }
        return paths.map { path in
            do {
                return OracleFile(path: path, json: try JSONReader.parse(file: path))
            } catch {
                Issue.record("\(path) cannot be read: \(error)")
                return OracleFile(path: path, json: [:])
            }
        }
    }()

    static let fixturePath = Bundle.module.url(
        forResource: "objectives", withExtension: "json", subdirectory: "Fixtures")?.path

    /// The vectors of a section.
    func vectors(_ section: String) -> [OracleVector] {
        (json["results"]?.arrayValue ?? []).filter { $0["section"]?.stringValue == section }
            .map { OracleVector(json: $0) }
    }

    /// The input that a vector's case names.
    func input(_ kind: String, _ id: String) throws -> JSONValue {
        let inputs = json["inputs"]?[kind]?.arrayValue ?? []
        return try #require(
            inputs.first { $0["id"]?.stringValue == id }, "no input \(id) of kind \(kind)")
    }

    /// The sections that tests run.
    static let sections = [
        "advantages", "group_filter", "policy_loss", "kl_loss", "kl", "agg_loss", "kl_controller",
        "reward", "repeat_sampler",
    ]

    /// The sections that the file has vectors of, each once.
    var sections: [String] {
        var names: [String] = []
        for name in (json["results"]?.arrayValue ?? []).compactMap({ $0["section"]?.stringValue })
        where !names.contains(name) {
            names.append(name)
        }
        return names
    }

    /// Runs `check` on each vector of a section; names loudly what it says it cannot check. A section
    /// of which nothing could be checked fails, one that is not there does not.
    ///
    /// - Parameter check: compares a vector; false if what it asks for is not implemented.
    func run(
        _ section: String, _ check: (OracleVector) async throws -> Bool
    ) async rethrows {
        let vectors = vectors(section)
        if vectors.isEmpty { print("SKIPPED: \(testDescription) has no vectors of \(section)") }
        var missing: [String: Int] = [:]
        var checked = 0
        for vector in vectors {
            if vector.json["error"] != nil {
                missing["\(vector.title) (failed in its own trainer)", default: 0] += 1
            } else if try await check(vector) {
                checked += 1
            } else {
                missing[vector.title, default: 0] += 1
            }
        }
        for (title, count) in missing.sorted(by: { $0.key < $1.key }) {
            let text = "NOT CHECKED: \(section) \(title): \(count) vectors of \(testDescription)"
            print(text)
            Issue.record("\(text)", severity: .warning)
        }
        print("\(section): \(checked) vectors of \(testDescription) checked")
        #expect(vectors.isEmpty || checked > 0, "nothing of \(section) was checked")
        if path == OracleFile.fixturePath { #expect(checked > 0 && missing.isEmpty) }
    }
}
