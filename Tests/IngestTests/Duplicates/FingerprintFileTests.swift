import Records
import Storage
import TestSupport
import Testing

@testable import Ingest

@Suite struct FingerprintFileTests {
    private static func rows(signed: Bool) -> [Fingerprint] {
        (0..<4).map { (index: Int) -> Fingerprint in
            var row = Fingerprint(
                id: "idé-\(index)", question: UInt64(index) << 40, answer: UInt64.max,
                pictures: [])
            for picture in 0..<index { row.pictures.append(UInt128(picture + 1) << 100) }
            if index == 2 { row.perceptualHashes = [7, UInt64.max] }
            if signed { row.signature = (0..<128).map { UInt32($0) + UInt32(index) } }
            return row
        }
    }

    static let files = [
        FingerprintFile(dataset: "made", split: "train", rows: rows(signed: false)),
        FingerprintFile(dataset: "é", split: "", rows: rows(signed: true)),
        FingerprintFile(dataset: "made", split: "empty"),
    ]

    @Test(arguments: files)
    func `a file is read as it was written`(file: FingerprintFile) throws {
        #expect(try FingerprintFile(encoded: file.encoded, name: "x") == file)
        let folder = try TemporaryFolder()
        try file.write(to: folder.path + "/f.bin")
        #expect(try FingerprintFile(file: folder.path + "/f.bin") == file)
    }

    @Test func `a row takes 24 bytes and each picture 24 more`() {
        let file = FingerprintFileTests.files[0]
        #expect(file.encoded.count == 80 + 4 * 24 + 6 * 24 + "madetrain".utf8.count + 4 * 6)
    }

    @Test func `a file with one byte changed, or cut, is refused`() {
        let bytes = FingerprintFileTests.files[0].encoded
        for index in bytes.indices {
            var damaged = bytes
            damaged[index] ^= 0x80
            #expect(throws: Fault.self) { try FingerprintFile(encoded: damaged, name: "x") }
            let cut = Array(bytes[..<index])
            #expect(throws: Fault.self) { try FingerprintFile(encoded: cut, name: "x") }
        }
    }

    /// Counts that the digest does not guard: it is over what follows the header.
    @Test(arguments: [12, 16, 20, 24, 32, 40])
    func `a header that lies about sizes is refused`(offset: Int) {
        for value in [UInt8(1), 0x7F, 0xFF] {
            var bytes = FingerprintFileTests.files[2].encoded
            for index in offset..<(offset + 4) { bytes[index] = value }
            #expect(throws: Fault.self) { try FingerprintFile(encoded: bytes, name: "x") }
        }
    }
}
