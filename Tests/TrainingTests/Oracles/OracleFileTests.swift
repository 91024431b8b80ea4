import Records
import Testing

@Suite("Files of other trainers' numbers")
struct OracleFileTests {
    @Test("every file has vectors that tests run", arguments: OracleFile.all)
    func sections(file: OracleFile) {
        let unknown = file.sections.filter { !OracleFile.sections.contains($0) }
        for name in unknown {
            let text = "NOT CHECKED: no test here runs \(name) of \(file.testDescription)"
            print(text)
            Issue.record("\(text)", severity: .warning)
        }
        #expect(unknown.count < file.sections.count, "nothing of \(file.path) was checked")
    }

    @Test("a file without vectors, or with others alone, has nothing to check")
    func others() {
        let other = OracleFile(
            path: "other.json", json: ["results": [["section": "smart_resize"]]])
        #expect(other.sections == ["smart_resize"])
        #expect(OracleFile(path: "none.json", json: [:]).sections.isEmpty)
        #expect(!OracleFile.sections.contains("smart_resize"))
    }
}
