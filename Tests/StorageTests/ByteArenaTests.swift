import Records
import Storage
import TestSupport
import Testing

@Suite struct ByteArenaTests {
    let folder: TemporaryFolder
    let reader: FolderReader

    init() throws {
        folder = try TemporaryFolder()
        for number in 0..<8 {
            let bytes = [UInt8](repeating: UInt8(number), count: 100 << number)
            try FileSystem.write(bytes, to: folder["\(number)"])
        }
        reader = try FolderReader(root: folder.path)
    }

    private func address(_ slice: ByteSlice) -> Int {
        slice.withBytes { Int(bitPattern: $0.baseAddress) }
    }

    @Test func `slices that live are not written over`() throws {
        let arena = ByteArena(byteCount: 1000)
        var kept: [ByteSlice] = []
        for round in 0..<4 {
            for number in 0..<8 {
                let slice = try reader.read("\(number)", limit: 1 << 20, into: arena).bytes
                if (round + number).isMultiple(of: 3) { kept.append(slice) }
            }
        }
        for slice in kept {
            let bytes = slice.bytes
            #expect(Set(bytes).count == 1)
            #expect(bytes.count == 100 << Int(bytes[0]))
        }
        #expect(kept.count == 11)
    }

    @Test func `memory is used again once its slices are gone`() throws {
        let arena = ByteArena(byteCount: 1 << 20)
        var addresses: Set<Int> = []
        for number in 0..<8 {
            addresses.insert(
                address(try reader.read("\(number)", limit: 1 << 20, into: arena).bytes))
        }
        #expect(addresses.count == 1)
        let first = try reader.read("1", limit: 1 << 20, into: arena).bytes
        let second = try reader.read("2", limit: 1 << 20, into: arena).bytes
        #expect(address(first) != address(second))
    }

    @Test func `a file larger than the arena is read whole`() throws {
        let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        try FileSystem.write(bytes, to: folder["large"])
        let arena = ByteArena(byteCount: 16)
        #expect(try reader.read("large", limit: 1 << 20, into: arena).bytes.bytes == bytes)
        #expect(try reader.read("0", limit: 1 << 20, into: arena).bytes.count == 100)
    }
}
