import Records
import TestSupport
import Testing

@testable import Ingest

@Suite struct NearFilesTests {
    struct Case: Sendable {
        var path: String
        var found: String?
        var difference = ""
    }

    @Test(arguments: [
        Case(path: "Images/a.png", found: "images/A.PNG", difference: "capital letters"),
        Case(path: "images/a.png", found: "images/A.PNG", difference: "capital letters"),
        Case(path: "cafe\u{301}.png", found: "café.png", difference: "normal form"),
        Case(path: "images\\A.PNG", found: "images/A.PNG", difference: "backslashes"),
        Case(path: "images/b%20c.png", found: "images/b c.png", difference: "percent"),
        Case(path: "images/other.png"), Case(path: "nowhere/A.PNG"), Case(path: "OUT/x.png"),
    ])
    func `a file that is nearly the one that is missing is told`(given: Case) throws {
        let outside = try TemporaryFolder()
        try outside.write("x", to: "X.png")
        let folder = try TemporaryFolder()
        for name in ["images/A.PNG", "café.png", "images/b c.png"] {
            try folder.write("x", to: name)
        }
        try folder.link(outside.path, at: "out")
        let hint = NearFiles(root: folder.path).hint(for: given.path)
        #expect(hint?.contains("`\(given.found ?? "")`") == given.found.map { _ in true })
        #expect(hint?.contains(given.difference) ?? true)
    }

    @Test func `a reject of a missing picture tells it`() throws {
        let folder = try TemporaryFolder()
        try folder.write(
            #"{"id": 1, "problem": "what?", "answer": "a", "images": "a.PNG"}"#, to: "train.jsonl")
        try folder.write(Fixture.png(1), to: "a.png")
        let run = try IngestRun([try Fixture.dataset(root: folder.path)])
        #expect(run.reasons == ["missing_image"])
        #expect(run.rejects.first?.detail.contains("there is `a.png`, which differs") == true)
    }
}
