public import Records
import Storage

extension FingerprintFile {
    /// Reads the bytes of a file.
    ///
    /// - Throws: a `Fault` that names the file if they are of another version or damaged.
    public init(encoded bytes: [UInt8], name: String) throws(Fault) {
        // All counts fit the file's size.
        let header = try Header(bytes, name: name)
        let rowEnd = FingerprintFile.headerSize + header.rowCount * FingerprintFile.recordSize
        let pictureEnd = rowEnd + header.pictureCount * FingerprintFile.recordSize
        var records = LittleEndian(bytes, from: FingerprintFile.headerSize)
        var pictures = LittleEndian(bytes, from: rowEnd)
        var signatures = LittleEndian(bytes, from: pictureEnd)
        var text = pictureEnd + 4 * header.rowCount * header.signatureCount
        func take(_ count: Int) throws(Fault) -> String {
            guard count <= bytes.count - text else { throw .damagedFingerprints(name) }
            defer { text += count }
            return String(decoding: bytes[text..<(text + count)], as: UTF8.self)
        }
        self.init(
            dataset: try take(header.datasetByteCount), split: try take(header.splitByteCount))
        rows.reserveCapacity(header.rowCount)
        var left = header.pictureCount
        for _ in 0..<header.rowCount {
            let question = records.next(UInt64.self)
            let answer = records.next(UInt64.self)
            let count = Int(records.next(UInt32.self))
            let own = count & (FingerprintFile.perceptualFlag - 1)
            guard own <= left else { throw .damagedFingerprints(name) }
            left -= own
            var row = Fingerprint(
                id: try take(Int(records.next(UInt32.self))), question: question, answer: answer,
                pictures: [])
            for _ in 0..<own {
                row.pictures.append(pictures.next(UInt128.self))
                let hash = pictures.next(UInt64.self)
                if count != own { row.perceptualHashes.append(hash) }
            }
            for _ in 0..<header.signatureCount {
                row.signature.append(signatures.next(UInt32.self))
            }
            rows.append(row)
        }
    }

    /// What a file says of itself before its rows.
    private struct Header {
        let signatureCount: Int
        let datasetByteCount: Int
        let splitByteCount: Int
        let rowCount: Int
        let pictureCount: Int

        /// Reads the header, and makes sure that it tells the file's size and digest.
        init(_ bytes: [UInt8], name: String) throws(Fault) {
            guard bytes.count >= FingerprintFile.headerSize,
                bytes.starts(with: FingerprintFile.magic)
            else { throw Fault(.badInput, "`\(name)` holds no fingerprints") }
            var header = LittleEndian(bytes, from: 8)
            let version = header.next(UInt32.self)
            guard version == FingerprintFile.version else {
                throw Fault(
                    .badInput,
                    "`\(name)` is of version \(version); expected \(FingerprintFile.version)")
            }
            signatureCount = Int(header.next(UInt32.self))
            datasetByteCount = Int(header.next(UInt32.self))
            splitByteCount = Int(header.next(UInt32.self))
            rowCount = Int(clamping: header.next(UInt64.self))
            pictureCount = Int(clamping: header.next(UInt64.self))
            let idByteCount = Int(clamping: header.next(UInt64.self))
            let body = bytes[FingerprintFile.headerSize...]
            let size = FingerprintFile.size(
                rows: rowCount, pictures: pictureCount, signature: signatureCount,
                texts: [datasetByteCount, splitByteCount, idByteCount])
            guard size == body.count, signatureCount == 0 || signatureCount == MinHash.count,
                SHA256.digest(of: body).bytes == Array(bytes[48..<80])
            else { throw .damagedFingerprints(name) }
        }
    }

    /// The bytes after the header; nothing where that is more than a number can be.
    private static func size(
        rows: Int, pictures: Int, signature: Int, texts: [Int]
    ) -> Int? {
        let row = recordSize.addingReportingOverflow(4 * signature)
        let parts = [
            rows.multipliedReportingOverflow(by: row.partialValue),
            pictures.multipliedReportingOverflow(by: recordSize),
        ]
        var sum = 0
        for part in parts.map({ $0.overflow ? nil : $0.partialValue }) + texts {
            guard let part else { return nil }
            let total = sum.addingReportingOverflow(part)
            guard !total.overflow, part >= 0 else { return nil }
            sum = total.partialValue
        }
        return sum
    }
}

extension Fault {
    fileprivate static func damagedFingerprints(_ name: String) -> Fault {
        Fault(.badInput, "the fingerprints `\(name)` are damaged")
    }
}
