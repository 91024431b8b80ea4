import Images
import Storage
import Testing

@testable import Ingest

/// docs/data.md has a row for every reason of a reject and every note, and for nothing else.
@Suite struct ReasonTableTests {
    private static let root = #filePath.split(separator: "/").dropLast(4)
        .reduce("") { $0 + "/" + $1 }

    private static func text(_ path: String) throws -> String {
        String(decoding: try FileSystem.read("\(root)/\(path)"), as: UTF8.self)
    }

    /// The names in the first cells of the tables, a range of names left out.
    private static func documented() throws -> [String] {
        let lines = try text("docs/data.md").split(separator: "\n")
            .drop { $0 != "## Rejects and notes" }
        let cells = lines.filter { $0.hasPrefix("| `") && !$0.contains("` to `") }
            .compactMap { $0.split(separator: "|").first }
        return cells.flatMap { cell in
            cell.split(separator: ",").map { String($0.filter { !" `".contains($0) }) }
        }
    }

    /// The values of the constants of a source.
    private static func constants(_ path: String) throws -> [String] {
        try text(path).matches(of: #/static let \w+ = "([a-z_0-9]+)"/#).map { String($0.output.1) }
    }

    /// What stages other than ingest write down.
    private static func stageReasons() throws -> [String] {
        var reasons: [String] = []
        for folder in ["Rollouts", "Stages", "Training", "Sampling", "Curriculum"] {
            var open = ["Sources/\(folder)"]
            while let path = open.popLast() {
                for name in try FileSystem.list("\(root)/\(path)") {
                    let inside = "\(path)/\(name)"
                    if try FileSystem.status("\(root)/\(inside)")?.kind == .folder {
                        open.append(inside)
                    } else {
                        reasons += try text(inside).matches(of: #/reason: "([a-z_0-9]+)"/#)
                            .map { String($0.output.1) }
                    }
                }
            }
        }
        // Draws that are missing, which are no rejects of questions.
        return reasons.filter { !["malformed_answer", "no_choices", "not_recorded"].contains($0) }
    }

    private static func ofTheCode() throws -> Set<String> {
        var reasons = Set(RejectReason.allCases.map(\.rawValue))
        reasons.formUnion(TextReason.allCases.map(\.rawValue))
        reasons.formUnion(PictureNote.allCases.map(\.rawValue))
        reasons.formUnion(ArchiveReason.allCases.map(\.rawValue))
        reasons.formUnion(DuplicateFinding.Kind.allCases.map(\.rawValue))
        reasons.formUnion(try constants("Sources/Images/ImageFault.swift"))
        reasons.formUnion(try constants("Sources/Storage/Parquet/Reader/ParquetFault.swift"))
        let json = try text("Sources/Storage/JSON/JSONProblem.swift")
        reasons.formUnion(json.matches(of: #/: "([a-z]+_[a-z_]+)"/#).map { String($0.output.1) })
        reasons.insert(GitLFSPointer.reason)
        reasons.formUnion(try stageReasons())
        reasons.formUnion(try constants("Sources/Sampling/Tables/DrawRun.swift"))
        let leftOut = try text("Sources/Curriculum/Phases/LeftOut.swift")
        reasons.formUnion(
            leftOut.matches(of: #/case \.\w+: "([a-z]+(?:_[a-z]+)*)"/#).map { String($0.output.1) })
        return reasons
    }

    @Test func `every reason has one row, and no other has`() throws {
        let documented = try Self.documented()
        let expected = try Self.ofTheCode()
        #expect(expected.count > 90)
        #expect(expected.isSuperset(of: ["bad_json", "shard_set", "picture_count", "shortcut"]))
        let missing = expected.subtracting(documented).sorted()
        #expect(missing == [])
        let unknown = Set(documented).subtracting(expected).sorted()
        #expect(unknown == [])
        let twice = documented.filter { name in documented.count { $0 == name } > 1 }
        #expect(Set(twice).sorted() == [])
    }
}
