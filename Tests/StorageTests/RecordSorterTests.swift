import Records
import TestSupport
import Testing

@testable import Storage

@Suite struct RecordSorterTests {
    struct Record: BitwiseCopyable, Comparable, Sendable {
        var key: Key128
        var number: UInt32

        static func < (left: Record, right: Record) -> Bool {
            left.key != right.key ? left.key < right.key : left.number < right.number
        }
    }

    /// Records of few keys, in no order.
    private static func records(_ count: Int) -> [Record] {
        (0..<count).map { number in
            let word = UInt64(truncatingIfNeeded: number) &* 0x9E37_79B9_7F4A_7C15
            return Record(
                key: Key128(high: word >> 62, low: word % 1009), number: UInt32(number))
        }
    }

    struct Case {
        var count: Int
        var memoryLimit: Int
    }

    @Test(arguments: [
        Case(count: 0, memoryLimit: 1), Case(count: 1, memoryLimit: 1),
        Case(count: 1000, memoryLimit: 1 << 20), Case(count: 1000, memoryLimit: 320),
        // 5000 runs of one record are merged three times.
        Case(count: 5000, memoryLimit: 1), Case(count: 30_000, memoryLimit: 1 << 16),
    ])
    func `any number of records comes in order, whatever memory holds`(_ test: Case) throws {
        let folder = try TemporaryFolder()
        let records = RecordSorterTests.records(test.count)
        var sorter = RecordSorter<Record>(
            in: SpillSpace(folder: folder["spill"], memoryLimit: test.memoryLimit))
        for record in records { try sorter.append(record) }
        #expect(sorter.count == test.count)
        var sorted = try sorter.sorted()
        var found: [Record] = []
        while let record = try sorted.next() { found.append(record) }
        #expect(found == records.sorted())
        #expect(try sorted.next() == nil)
    }

    @Test func `nothing is left in the folder, and none is made for what memory holds`() throws {
        let folder = try TemporaryFolder()
        for (name, memoryLimit) in [("none", 1 << 20), ("some", 64)] {
            var sorter = RecordSorter<Record>(
                in: SpillSpace(folder: folder[name], memoryLimit: memoryLimit))
            for record in RecordSorterTests.records(1000) { try sorter.append(record) }
            var sorted = try sorter.sorted()
            #expect(try sorted.next() != nil)
        }
        #expect(try FileSystem.status(folder["none"]) == nil)
        // The file has no name even while it is in use.
        #expect(try FileSystem.list(folder["some"]) == [])
    }
}
