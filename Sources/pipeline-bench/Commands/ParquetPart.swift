import ArgumentParser
import Records
import Storage

/// Our side of the Parquet benchmark, each part in a process of its own.
enum ParquetPart: String, ExpressibleByArgument {
    case write, read

    /// Does the part and measures it.
    func run(corpus: String, folder: String) throws(Fault) -> ParquetOutcome {
        var outcome = ParquetOutcome(
            rowCount: 0, processorSeconds: 0, firstMilliseconds: 0, digest: 0)
        let before = ResourceUsage.ownSeconds
        switch self {
        case .write: try write(corpus: corpus, to: folder + "/ours.parquet", &outcome)
        case .read: try read(folder, &outcome)
        }
        outcome.processorSeconds = ResourceUsage.ownSeconds - before
        return outcome
    }

    private func write(
        corpus: String, to path: String, _ outcome: inout ParquetOutcome
    ) throws(Fault) {
        let writer = try ParquetWriter(path, columns: ParquetCorpusRow.columns)
        let pictures = try FolderReader(root: corpus)
        let arena = ByteArena()
        try TableReader.forEach(ParquetCorpusRow.self, from: corpus + "/questions.jsonl") {
            (row: ParquetCorpusRow) throws(Fault) in
            let picture: ByteSlice
            do throws(ReadFault) {
                picture = try pictures.read(row.image, limit: .max, into: arena).bytes
            } catch {
                throw Fault(.badInput, error.detail)
            }
            try writer.append(row.values(with: picture))
        }
        try writer.close()
        outcome.rowCount = writer.rowCount
    }

    private func read(_ folder: String, _ outcome: inout ParquetOutcome) throws(Fault) {
        let start = ContinuousClock.now
        for name in try FileSystem.list(folder) where name.hasSuffix(".parquet") {
            do throws(ParquetFault) {
                let rows = try ParquetFile("\(folder)/\(name)").rows()
                while let row = try rows.next() {
                    for value in row { outcome.digest ^= value.digest }
                    if outcome.rowCount == 0 {
                        outcome.firstMilliseconds = (.now - start) / .milliseconds(1)
                    }
                    outcome.rowCount += 1
                }
            } catch {
                throw error.fault
            }
        }
    }
}

extension ParquetValue {
    /// The XOR of the words of all pictures in the value. Texts are looked at and left out.
    fileprivate var digest: UInt64 {
        switch self {
        case .bytes(let bytes): bytes.digest
        case .string(let text): text.digest & 0
        case .list(let values), .object(_, let values): values.reduce(0) { $0 ^ $1.digest }
        default: 0
        }
    }
}

extension ByteSlice {
    /// The XOR of all words, and of the bytes behind the last.
    fileprivate var digest: UInt64 {
        withSpan { bytes in
            // Eight words at a time, or looking would cost more than reading.
            var lanes = SIMD8<UInt64>()
            var place = 0
            while place + 64 <= bytes.byteCount {
                lanes ^= bytes.unsafeLoadUnaligned(
                    fromByteOffset: place, as: SIMD8<UInt64>.self)
                place += 64
            }
            var result = lanes.indices.reduce(0) { $0 ^ lanes[$1] }
            while place + 8 <= bytes.byteCount {
                result ^= bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self)
                place += 8
            }
            while place < bytes.byteCount {
                result ^= UInt64(bytes.unsafeLoad(fromByteOffset: place, as: UInt8.self))
                place += 1
            }
            return result
        }
    }
}
