import Storage
import Testing

@Suite struct ArchiveNamesTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var near: String?
        var difference: NameDifference?
        var testDescription: String { name }
    }

    private static let names = [
        "a/Upper.PNG", "caf\u{E9}.png", "b\\1.png", "with space.png", "100%25.png",
    ]

    @Test(arguments: [
        Case(name: "a/upper.png", near: "a/Upper.PNG", difference: .letterCase),
        Case(name: "cafe\u{301}.png", near: "caf\u{E9}.png", difference: .normalForm),
        Case(name: "b/1.png", near: "b\\1.png", difference: .backslashes),
        Case(name: "with%20space.png", near: "with space.png", difference: .percentEncoding),
        Case(name: "with space.png ", near: "with space.png", difference: .blanks),
        Case(name: "A\\UPPER.png ", near: "a/Upper.PNG", difference: .several),
        Case(name: "a/other.png"), Case(name: "a/Upper.PNG"), Case(name: "%zz"), Case(name: ""),
    ])
    func aNearNameIsTold(_ given: Case) {
        let hint = ArchiveNames(ArchiveNamesTests.names).hint(for: given.name)
        guard let near = given.near, let difference = given.difference else {
            #expect(hint == nil)
            return
        }
        #expect(NameDifference(of: given.name, from: near) == difference)
        #expect(hint == "there is `\(near)`, which differs \(difference.rawValue)")
    }

    @Test func namesOfAnArchiveAreKnown() throws {
        var tar = ArchiveTarFixture()
        tar.add("images/1.png", "x")
        tar.end()
        let names = ArchiveNames(try ArchiveIndexer.index(ofTar: ByteSlice(tar.bytes)))
        #expect(names.hint(for: "images\\1.PNG")?.contains("`images/1.png`") == true)
    }
}
