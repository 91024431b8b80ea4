import Testing

@testable import Stages

@Suite struct RelativePathTests {
    struct Case: Sendable {
        var path: String
        var normal: String
        var name: String
        var stem: String
        var folder: String?
    }

    @Test(arguments: [
        Case(path: "a", normal: "a", name: "a", stem: "a"),
        Case(path: "./a//b.txt", normal: "a/b.txt", name: "b.txt", stem: "b", folder: "a"),
        Case(
            path: "in/.hidden", normal: "in/.hidden", name: ".hidden", stem: ".hidden", folder: "in"
        ),
        Case(path: "x.tar.gz", normal: "x.tar.gz", name: "x.tar.gz", stem: "x.tar"),
        Case(path: "d/é.b/", normal: "d/é.b", name: "é.b", stem: "é", folder: "d"),
        Case(path: "./", normal: ".", name: ".", stem: "."),
    ])
    func `a path has a name, a stem and a folder`(_ given: Case) {
        let normal = RelativePath.normal(given.path)
        #expect(normal == given.normal)
        #expect(RelativePath.name(of: normal) == given.name)
        #expect(RelativePath.stem(of: normal) == given.stem)
        #expect(RelativePath.folder(of: normal) == given.folder)
    }

    @Test func `the folders above a path, the nearest first`() {
        #expect(RelativePath.ancestors(of: "a/b/c") == ["a/b", "a"])
        #expect(RelativePath.ancestors(of: "a") == [])
    }
}
