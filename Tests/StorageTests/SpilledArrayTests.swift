import Records
import TestSupport
import Testing

@testable import Storage

@Suite struct SpilledArrayTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// 0, 1, 2 and so on.
    private func numbers(_ count: Int, memoryLimit: Int) throws -> SpilledArray<UInt32> {
        var array = SpilledArray<UInt32>(
            in: SpillSpace(folder: folder["spill"], memoryLimit: memoryLimit))
        for number in 0..<count { try array.append(UInt32(number)) }
        return array
    }

    @Test(arguments: [1, 4, 100, 4096, 1 << 20])
    func `elements are read as they were written`(memoryLimit: Int) throws {
        let array = try numbers(50_000, memoryLimit: memoryLimit)
        #expect(array.count == 50_000)
        for range in [0..<0, 0..<1, 0..<50_000, 17..<40_000, 49_990..<50_000, 50_000..<50_000] {
            #expect(try array.elements(in: range) == range.map { UInt32($0) })
        }
        for index in [0, 1, 25, 31_337, 49_999] {
            #expect(try array.element(at: index) == UInt32(index))
        }
        var next: UInt32 = 20_000
        try array.forEach(in: 20_000..<45_000) { element throws(Fault) in
            #expect(element == next)
            next += 1
        }
        #expect(next == 45_000)
    }

    /// An element of 16 bytes, of which the last seven are padding.
    private struct Padded: BitwiseCopyable, Equatable {
        var word: UInt64
        var byte: UInt8
    }

    @Test(arguments: [1, 40, 1 << 20])
    func `elements with padding are read to the last`(memoryLimit: Int) throws {
        let all = (0..<100).map { Padded(word: .max - UInt64($0), byte: UInt8($0)) }
        var array = SpilledArray<Padded>(
            in: SpillSpace(folder: folder["spill"], memoryLimit: memoryLimit))
        for (index, element) in all.enumerated() {
            try array.append(element)
            #expect(try array.elements(in: 0..<array.count) == Array(all[...index]))
        }
    }

    @Test(arguments: [1, 64, 1 << 20])
    func `what was removed is written over`(memoryLimit: Int) throws {
        for count in [0, 10, 63, 64, 999, 1000] {
            var array = try numbers(1000, memoryLimit: memoryLimit)
            array.removeElements(from: count)
            #expect(array.count == count)
            try array.append(contentsOf: [7, 8, 9])
            let expected = (0..<count).map { UInt32($0) } + [7, 8, 9]
            #expect(try array.elements(in: 0..<(count + 3)) == expected)
        }
    }

    @Test(arguments: [1, 1000, 1 << 20])
    func `bytes are written to a file whole`(memoryLimit: Int) throws {
        let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        var array = SpilledArray<UInt8>(
            in: SpillSpace(folder: folder["spill"], memoryLimit: memoryLimit))
        for start in stride(from: 0, to: bytes.count, by: 700) {
            try array.append(contentsOf: Array(bytes[start..<min(start + 700, bytes.count)]))
        }
        try array.write(to: folder["whole"])
        #expect(try FileSystem.read(folder["whole"]) == bytes)
    }
}
