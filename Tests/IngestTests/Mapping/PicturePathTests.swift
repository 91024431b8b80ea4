import Testing

@testable import Ingest

@Suite struct PicturePathTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var path: String
        var folder = "images"
        var inside: String?
        var reason: String?
        var testDescription: String { "\(folder) + \(path)" }
    }

    @Test(arguments: [
        Case(path: "a.png", inside: "images/a.png"),
        Case(path: "./x//a.png", inside: "images/x/a.png"),
        Case(path: "a.png", folder: "./images/", inside: "images/a.png"),
        Case(path: "x./.a..png", inside: "images/x./.a..png"),
        Case(path: "x/.", folder: ".", inside: "x"),
        Case(path: "a:b.png", inside: "images/a:b.png"),
        Case(path: "../other/a.png", inside: "other/a.png"),
        Case(path: "a.png", folder: ".", inside: "a.png"),
        Case(path: "x/..//\u{301}a.png", inside: "images/\u{301}a.png"),
        Case(path: "../../\u{301}a.png", reason: "path_escape"),
        Case(path: "100%25.png", folder: ".", inside: "100%25.png"),
        Case(path: "", reason: "missing_image"),
        Case(path: "/etc/passwd", reason: "path_escape"),
        Case(path: "../../a.png", reason: "path_escape"),
        Case(path: "../../data/images/a.png", reason: "path_escape"),
        Case(path: "../a.png", folder: ".", reason: "path_escape"),
        Case(path: "http://127.0.0.1:9/a.png", reason: "remote_image"),
        Case(path: "data:image/png;base64,AAAA", reason: "inline_image"),
        Case(path: String(repeating: "x/", count: 3000), reason: "missing_image"),
    ])
    func pathsStayInsideTheRoot(_ given: Case) {
        do throws(Refusal) {
            let found = try PicturePath.normalised(given.path, in: given.folder)
            #expect(found == given.inside)
        } catch {
            #expect(error.reason == given.reason)
        }
    }
}
