import Records
import Storage
import TestSupport
import Testing

@testable import Ingest

@Suite struct UnitQuestionFileTests {
    private static func question(_ number: Int) -> UnitQuestion {
        let pictures = (0..<number).map { picture in
            Picture(
                digest: SHA256.digest(of: "\(number) \(picture)"),
                format: picture == 0 ? .png : .jpeg, width: 28 + picture, height: 70_000,
                shard: "", offset: 1 << 33 + picture, byteCount: 17)
        }
        return UnitQuestion(
            ordinal: 10 * number, id: "id \u{E9} \(number)",
            capability: Capability.allCases[number % 3], pictures: pictures,
            notes: (0..<number).map { "note_\($0)" },
            text: QuestionText(bytes: Array("text \(number)".utf8), gap: number))
    }

    private static func file(
        in folder: TemporaryFolder, _ questions: [UnitQuestion]
    ) throws -> String {
        var file = try UnitQuestionFile(path: folder.path + "/questions.bin")
        for question in questions { try file.append(question) }
        try file.close()
        return folder.path + "/questions.bin"
    }

    @Test func `what is written is read back`() throws {
        let folder = try TemporaryFolder()
        let questions = (0..<4).map { UnitQuestionFileTests.question($0) }
        let path = try UnitQuestionFileTests.file(in: folder, questions)
        #expect(try UnitQuestionFile.read(path) == questions)
    }

    @Test func `a file that was cut short is refused`() throws {
        let folder = try TemporaryFolder()
        let path = try UnitQuestionFileTests.file(in: folder, [UnitQuestionFileTests.question(2)])
        let bytes = try FileSystem.read(path)
        for count in 0..<bytes.count where count != UnitQuestionFile.magic.count {
            try FileSystem.write(Array(bytes[..<count]), to: path)
            #expect(throws: Fault.self, "\(count) bytes") { try UnitQuestionFile.read(path) }
        }
    }

    @Test(arguments: 0..<7)
    func `a number that is too large is refused`(_ field: Int) throws {
        let folder = try TemporaryFolder()
        let path = try UnitQuestionFileTests.file(in: folder, [UnitQuestionFileTests.question(2)])
        var bytes = try FileSystem.read(path)
        let start = UnitQuestionFile.magic.count + 4 * field
        bytes.replaceSubrange(start..<(start + 4), with: [255, 255, 255, 255])
        try FileSystem.write(bytes, to: path)
        if field == 0 {
            // Any row may be meant; who knows the unit's rows refuses it.
            #expect(try UnitQuestionFile.read(path).map(\.ordinal) == [Int(UInt32.max)])
        } else {
            #expect(throws: Fault.self) { try UnitQuestionFile.read(path) }
        }
    }
}
