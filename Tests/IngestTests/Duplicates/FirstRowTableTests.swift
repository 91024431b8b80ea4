import Testing

@testable import Ingest

@Suite struct FirstRowTableTests {
    @Test(arguments: [UInt64(0), 0xF, .max])
    func `the first row of a key is found, whatever the hashes`(mask: UInt64) {
        let keys = (0..<500).map { $0 * 37 % 100 }
        var table = FirstRowTable(capacity: keys.count)
        for (row, key) in keys.enumerated() {
            let first = keys.firstIndex(of: key)
            let found = table.insert(row, UInt64(key) & mask) { keys[$0] == key }
            #expect(found == (first == row ? nil : first))
        }
        for key in 0..<100 {
            #expect(table.row(UInt64(key) & mask) { keys[$0] == key } == keys.firstIndex(of: key))
        }
        #expect(table.row(100 & mask) { keys[$0] == 100 } == nil)
    }
}
