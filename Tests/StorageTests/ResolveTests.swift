import Glibc
import Records
import Storage
import TestSupport
import Testing

@Suite struct ResolveTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try FileSystem.createFolder(folder["root/images"])
        try FileSystem.createFolder(folder["rooted"])
        for name in ["root/images/a.png", "outside", "rooted/b"] {
            _ = try folder.write("", to: name)
        }
        symlink(folder["outside"], folder["root/escape"])
        symlink("images/a.png", folder["root/inside"])
        symlink(folder.path, folder["root/up"])
    }

    struct Case: CustomTestStringConvertible {
        var path: String
        var leadsTo: String?
        var testDescription: String { path.debugDescription }
    }

    @Test(arguments: [
        Case(path: "images/a.png", leadsTo: "root/images/a.png"),
        Case(path: "./images/../images//a.png", leadsTo: "root/images/a.png"),
        Case(path: "inside", leadsTo: "root/images/a.png"),
        Case(path: ".", leadsTo: "root"),
        Case(path: "../root/images/a.png", leadsTo: "root/images/a.png"),
        Case(path: "../outside", leadsTo: nil),
        Case(path: "../rooted/b", leadsTo: nil),
        Case(path: "images/../../outside", leadsTo: nil),
        Case(path: "escape", leadsTo: nil),
        Case(path: "up/outside", leadsTo: nil),
        Case(path: "/etc/passwd", leadsTo: nil),
        Case(path: "", leadsTo: nil),
        Case(path: "absent", leadsTo: nil),
        Case(path: "images/a.png\0.jpg", leadsTo: nil),
        Case(path: String(repeating: "x", count: 5000), leadsTo: nil),
    ])
    func staysUnderItsRoot(_ each: Case) throws {
        if let expected = each.leadsTo {
            let found = try FileSystem.resolve(each.path, under: folder["root"])
            #expect(found == folder[expected])
        } else {
            #expect(throws: Fault.self) {
                try FileSystem.resolve(each.path, under: folder["root"])
            }
        }
    }
}
