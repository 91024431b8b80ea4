import Records
import Storage
import TestSupport
import Testing

@testable import Ingest

@Suite struct SeparatedTableTests {
    @Test func `a row that cannot be read is told with its line, below a header of several too`()
        throws
    {
        let folder = try TemporaryFolder()
        let path = folder.path + "/t.csv"
        try FileSystem.write(Array("\"a\nb\",c\n1,2\n3\n".utf8), to: path)
        let table = try SeparatedTable(path, delimiter: ",")
        #expect(table.names == ["a\nb", "c"])
        var problems: [String] = []
        try table.forEach { _, fields in
            if case .failure(let fault) = fields { problems.append(fault.message) }
        }
        #expect(problems == ["line 4: 1 fields, where the header has 2"])
    }
}
