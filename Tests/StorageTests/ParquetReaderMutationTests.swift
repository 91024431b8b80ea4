import Glibc
import Records
import Storage
import TestSupport
import Testing

/// Files with a few bytes changed: whatever they say, reading them ends, in rows or in a fault, and
/// takes no memory that the limits do not allow. `PIPELINE_MUTATIONS` says how many are tried.
@Suite struct ParquetReaderMutationTests {
    private static let count = MutationCount.value(default: 2000)

    private static var limits: ParquetLimits {
        var limits = ParquetLimits()
        limits.pageByteCount = 32 << 20
        limits.elementCount = 1 << 12
        return limits
    }

    /// Reads everything that can be read; the number of rows, or nothing at a fault.
    private static func read(_ path: String) -> Int? {
        do {
            let file = try ParquetFile(path, limits: limits)
            _ = file.fields.map(\.description)
            _ = (file.columns.count, file.rowGroups.count, file.features?.count)
            // A footer that lies consistently may promise more rows than anybody waits for.
            var count = 0
            let rows = try file.rows()
            while count < 10_000, try rows.next() != nil { count += 1 }
            let range = try file.rows((file.rowCount / 2)..<file.rowCount)
            for _ in 0..<100 {
                guard try range.next() != nil else { break }
            }
            return count
        } catch {
            return nil
        }
    }

    /// Reads typed columns and rows of a range; typed columns may be refused where rows are not, since
    /// a value that is too large refuses them all, but never differ.
    private static func readsTheSameTyped(_ path: String) -> Bool {
        guard let file = try? ParquetFile(path, limits: limits) else { return true }
        let range = 0..<min(10_000, file.rowCount)
        let columns = ["problem", "n", "x", "ok"]
        guard let typed = try? TypedRows.read(file, range, isWide: false) else { return true }
        guard let rows = try? file.texts(range, columns: columns) else { return false }
        guard typed.count == rows.count else { return false }
        return zip(typed, rows).allSatisfy { typed, row in
            // Texts that are no texts are given as they are.
            zip(typed, row).allSatisfy { $0 == $1 || $1 == "invalid" }
        }
    }

    /// A file of ours with lists, nulls, dictionaries, several pages and row groups.
    private static func ours(_ path: String, isCompressed: Bool) throws -> [UInt8] {
        var options = ParquetWriterOptions()
        options.pageByteLimit = 256
        options.rowGroupRowLimit = 30
        options.isCompressed = isCompressed
        let writer = try ParquetWriter(
            path,
            columns: [
                ParquetColumn("images", .list(of: .image)), ParquetColumn("problem", .string),
                ParquetColumn("n", .int64), ParquetColumn("x", .double),
                ParquetColumn("ok", .bool), ParquetColumn("words", .list(of: .string)),
            ], options: options)
        for row in 0..<70 {
            let word = ByteSlice(Array("word \(row % 7)".utf8))
            let picture = ParquetValue.object(
                names: ["bytes", "path"],
                values: [.bytes(ByteSlice([UInt8](repeating: UInt8(row), count: 40))), .null])
            let isOdd = row % 2 == 1
            try writer.append([
                isOdd ? .list([picture, picture]) : row % 4 == 0 ? .null : .list([]),
                .string(word), isOdd ? .null : .int(Int64(row) * 1_000_000_007),
                .double(Double(row) / 3), .bool(isOdd), .list([.string(word), .null]),
            ])
        }
        try writer.close()
        return try FileSystem.read(path)
    }

    private static func mutate(_ bytes: [UInt8], _ random: inout CounterGenerator) -> [UInt8] {
        var result = bytes
        let footer = max(0, bytes.count - 2_500)
        for _ in 0...random.index(below: 3) {
            guard result.count > 16 else { break }
            // Half of the blows go to the footer, which says the most.
            let low = random.index(below: 2) == 0 ? min(footer, result.count - 1) : 0
            let place = low + random.index(below: result.count - low)
            switch random.index(below: 6) {
            case 0: result[place] ^= 1 << UInt8(random.index(below: 8))
            case 1: result[place] = UInt8(truncatingIfNeeded: random.next())
            case 2: result[place] = [0, 1, 0x7F, 0x80, 0xFF][random.index(below: 5)]
            case 3:
                let end = min(result.count, place + 1 + random.index(below: 12))
                for index in place..<end { result[index] = 0xFF }
            case 4:
                let source = random.index(below: result.count)
                let length = min(random.index(below: 64), result.count - max(source, place))
                for index in 0..<length { result[place + index] = result[source + index] }
            default:
                // A piece is lost; the footer stays in its place from the end.
                let length = min(1 + random.index(below: 40), result.count - place)
                result.removeSubrange(place..<(place + length))
            }
        }
        return result
    }

    private static var peakKilobytes: Int {
        var usage = rusage()
        getrusage(0, &usage)
        return Int(usage.ru_maxrss)
    }

    @Test func `no mutation crashes the reader or takes memory without bounds`() throws {
        let folder = try TemporaryFolder()
        var sources = [
            try ParquetReaderMutationTests.ours(folder["a"], isCompressed: true),
            try ParquetReaderMutationTests.ours(folder["b"], isCompressed: false),
        ]
        for source in ["a", "b"] {
            #expect(ParquetReaderMutationTests.read(folder[source]) == 70)
        }
        if let variants = TestData.folder("geometry3k/variants") {
            for name in ["images_list_of_path_strings", "path_only_bytes_null", "zero_rows"] {
                sources.append(try FileSystem.read("\(variants)/\(name).parquet"))
            }
        }
        var random = CounterGenerator(Seed(20_240_229))
        let before = ParquetReaderMutationTests.peakKilobytes
        var faults = 0
        for index in 0..<ParquetReaderMutationTests.count {
            let bytes = ParquetReaderMutationTests.mutate(sources[index % sources.count], &random)
            try FileSystem.write(bytes, to: folder["mutant"])
            if ParquetReaderMutationTests.read(folder["mutant"]) == nil { faults += 1 }
            #expect(ParquetReaderMutationTests.readsTheSameTyped(folder["mutant"]))
        }
        #expect(faults > ParquetReaderMutationTests.count / 4)
        #expect(ParquetReaderMutationTests.peakKilobytes - before < 512 << 10)
    }
}
