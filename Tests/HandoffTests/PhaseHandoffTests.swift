import Foundation
import Records
import Storage
import TestSupport
import Testing

@testable import Handoff

@Suite struct PhaseHandoffTests {
    @Test(arguments: TrainerTarget.allCases)
    func `rows, configuration and launcher are those that were looked at`(
        _ target: TrainerTarget
    ) throws {
        let scratch = try TemporaryFolder("handoff")
        #expect(try Phase.suiting(target).write(Phase.handoff(target), to: scratch.path) == [])
        let own = ["config.yaml", "settings.py", "instruction.jinja"]
        for name in try FileSystem.list(scratch.path)
        where name.hasPrefix("data.json") || name == "launch.sh" || own.contains(name) {
            try Golden.expect(
                try scratch.text(name), at: Phase.golden("\(target.rawValue)/\(name)"))
        }
    }

    @Test(arguments: [TrainerTarget.easyR1, .easyR1PeBR, .easyR1VisionSR1])
    func `no key of a configuration is there twice`(_ target: TrainerTarget) throws {
        let scratch = try TemporaryFolder("handoff")
        _ = try Phase.suiting(target).write(Phase.handoff(target), to: scratch.path)
        var path: [Substring] = []
        var keys: [[Substring]] = []
        for line in try scratch.text("config.yaml").split(separator: "\n") {
            let words = line.drop { $0 == " " }
            if words.hasPrefix("#") { continue }
            path = path.prefix((line.count - words.count) / 2) + [words.prefix { $0 != ":" }]
            keys.append(path)
        }
        #expect(keys.count > 30)
        #expect(Set(keys).count == keys.count)
    }

    @Test func `what does not differ between trainers is looked at once`() throws {
        let scratch = try TemporaryFolder("handoff")
        _ = try Phase().write(Phase.handoff(.easyR1), to: scratch.path)
        for name in ["launch.sbatch", "reward.json", "manifest.json", "validation-data.jsonl"] {
            try Golden.expect(try scratch.text(name), at: Phase.golden("easyr1/\(name)"))
        }
    }

    @Test(arguments: [(batch: 2, left: 1), (batch: 3, left: 0), (batch: 1, left: 0)])
    func `what is behind the last whole batch is counted`(_ one: (batch: Int, left: Int)) throws {
        let scratch = try TemporaryFolder("handoff")
        var handoff = Phase.handoff(.verl08)
        handoff.settings.rolloutBatch = one.batch
        let outcome = try Phase().outcome(of: handoff, in: scratch.path)
        #expect(outcome.rowCount == 3 && outcome.leftBehind == one.left)
    }

    @Test(arguments: TrainerTarget.allCases)
    func `the same phase gives the same bytes`(_ target: TrainerTarget) throws {
        let folders = [try TemporaryFolder("handoff"), try TemporaryFolder("handoff")]
        for folder in folders {
            _ = try Phase.suiting(target).write(Phase.handoff(target), to: folder.path)
        }
        let names = try FileSystem.list(folders[0].path)
        #expect(try FileSystem.list(folders[1].path) == names)
        for name in names where name != "images" {
            let bytes = try folders.map { try FileSystem.read("\($0.path)/\(name)") }
            #expect(bytes[0] == bytes[1], "\(name)")
        }
    }

    @Test(arguments: TrainerTarget.allCases.filter { $0.facts.pictureForm != .bytes })
    func `every row has the same columns, and a list of pictures`(_ target: TrainerTarget) throws {
        let scratch = try TemporaryFolder("handoff")
        _ = try Phase.suiting(target).write(Phase.handoff(target), to: scratch.path)
        let lines = try scratch.text(target.facts.dataFile).split(separator: "\n")
        let rows = try lines.map { try JSONReader.parse(Array($0.utf8), file: "row") }
        #expect(rows.count == 3)
        for row in rows {
            #expect(row.objectValue?.map(\.name) == rows[0].objectValue?.map(\.name))
            #expect(row["images"]?.arrayValue != nil)
        }
    }

    @Test func `pictures are the source's bytes, each once`() throws {
        let (scratch, phase) = (try TemporaryFolder("handoff"), Phase())
        _ = try phase.write(Phase.handoff(.trl), to: scratch.path)
        let names = try FileSystem.list("\(scratch.path)/images")
        #expect(names.count == 2)
        for picture in phase.questions[1].pictures {
            let written = try FileSystem.read("\(scratch.path)/\(PictureFiles.path(of: picture))")
            #expect(written == (try phase.bytes(picture)))
        }
    }

    @Test func `the manifest has the digest of every file`() throws {
        let scratch = try TemporaryFolder("handoff")
        _ = try Phase().write(Phase.handoff(.verl08), to: scratch.path)
        let manifest = try JSONReader.parse(file: "\(scratch.path)/manifest.json")
        let files = try #require(manifest["files"]?.objectValue)
        let others = try FileSystem.list(scratch.path).filter {
            !["images", "manifest.json"].contains($0)
        }
        #expect(files.map(\.name) == others)
        for file in files {
            let digest = try SHA256.digest(ofFile: "\(scratch.path)/\(file.name)")
            #expect(file.value.stringValue == digest.hex)
        }
    }

    @Test(arguments: TrainerTarget.allCases)
    func `programs are such to their interpreters`(_ target: TrainerTarget) throws {
        let scratch = try TemporaryFolder("handoff")
        _ = try Phase.suiting(target).write(Phase.handoff(target), to: scratch.path)
        for name in try FileSystem.list(scratch.path) {
            let path = "\(scratch.path)/\(name)"
            let end: ProgramEnd
            if name.hasSuffix(".py") {
                let check = "import ast, sys; ast.parse(open(sys.argv[1]).read())"
                end = try ProgramEnd.run(["python3", "-c", check, path])
            } else if name.hasSuffix(".sh") || name.hasSuffix(".sbatch") {
                end = try ProgramEnd.run(["bash", "-n", path])
            } else {
                continue
            }
            #expect(end.status == 0, "\(name): \(end.errors)")
        }
    }
}
