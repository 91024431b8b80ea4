import Records
import Testing

@Suite struct TextTableTests {
    @Test func `columns line up and lines end without spaces`() {
        var table = TextTable([("name", .left), ("count", .right), ("", .left)])
        table.append(["a", "1,000", ""])
        table.append(["long name", "2", "x"])
        #expect(table.text == "name       count\na          1,000\nlong name      2  x\n")
    }
}
