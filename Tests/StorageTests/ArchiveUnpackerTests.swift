import Storage
import TestSupport
import Testing

@Suite struct ArchiveUnpackerTests {
    typealias Entry = ArchiveZipFixture.Entry

    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var files: [String] = []
        var refusals: [ArchiveReason] = []
        var notes: [ArchiveReason] = []
        var fault: ArchiveReason?
        var limits = ArchiveLimits()
        var make: @Sendable () -> [UInt8]
        var testDescription: String { name }
    }

    static let good = Entry("b", "y")

    static let zips: [Case] = [
        Case(name: "deflated", files: ["a=xyz", "b=y"]) {
            ArchiveZipFixture.bytes([
                Entry("a", "xyz") {
                    $0.method = 8
                    $0.packed = ArchiveZipFixture.stored($0.content)
                }, good,
            ])
        },
        Case(name: "a link", files: ["b=y"], refusals: [.linkEntry]) {
            ArchiveZipFixture.bytes([
                Entry("a", "/etc/passwd") { $0.attributes = 0o120777 << 16 }, good,
            ])
        },
        Case(name: "attributes of another system", files: ["a=x"]) {
            ArchiveZipFixture.bytes([
                Entry("a", "x") {
                    $0.attributes = 0o120777 << 16
                    $0.system = 0
                }
            ])
        },
        Case(name: "another name inside", files: ["b=y"], refusals: [.headerMismatch]) {
            ArchiveZipFixture.bytes([Entry("a", "x") { $0.localName = Array("c".utf8) }, good])
        },
        Case(name: "entries on one another", refusals: [.overlappingEntry, .overlappingEntry]) {
            ArchiveZipFixture.bytes([Entry("a", "x"), Entry("a2", "x") { $0.offset = 0 }])
        },
        Case(name: "a place outside", files: ["b=y"], refusals: [.headerMismatch]) {
            ArchiveZipFixture.bytes([good, Entry("a", "x") { $0.offset = 0x7FFF_FFFF }])
        },
        Case(name: "a wrong checksum", files: ["b=y"], refusals: [.badCRC]) {
            ArchiveZipFixture.bytes([Entry("a", "x") { $0.checksum ^= 1 }, good])
        },
        Case(name: "fewer bytes than it says", files: ["b=y"], refusals: [.sizeMismatch]) {
            ArchiveZipFixture.bytes([Entry("a", "xyz") { $0.byteCount = 4 }, good])
        },
        Case(name: "more bytes than it says", files: ["b=y"], refusals: [.sizeMismatch]) {
            ArchiveZipFixture.bytes([Entry("a", "xyz") { $0.byteCount = 2 }, good])
        },
        Case(name: "broken data", files: ["b=y"], refusals: [.badCRC]) {
            ArchiveZipFixture.bytes([
                Entry("a", "xyz") {
                    $0.method = 8
                    $0.packed = [0xFF, 0xFF, 0xFF]
                }, good,
            ])
        },
        Case(name: "data that ends early", files: ["b=y"], refusals: [.truncated]) {
            ArchiveZipFixture.bytes([
                Entry("a", "xyz") {
                    $0.method = 8
                    $0.packed = Array(ArchiveZipFixture.stored($0.content).dropLast())
                }, good,
            ])
        },
        Case(name: "one encrypted", files: ["b=y"], refusals: [.encrypted]) {
            ArchiveZipFixture.bytes([Entry("a", "x") { $0.flags = 1 }, good])
        },
        Case(name: "all encrypted", fault: .encrypted) {
            ArchiveZipFixture.bytes([Entry("a", "x") { $0.flags = 1 }])
        },
        Case(name: "too dense", files: ["b=y"], refusals: [.entryTooLarge]) {
            let zeros = [UInt8](repeating: 0, count: 258 * 5000 + 1)
            return ArchiveZipFixture.bytes([
                Entry("a", "") {
                    $0.method = 8
                    $0.packed = Array(ArchiveZipFixture.zeros(5000).prefix(5000))
                    $0.byteCount = zeros.count
                }, good,
            ])
        },
        Case(name: "a comment that looks like an end", files: ["b=y"], notes: []) {
            ArchiveZipFixture.bytes([good], comment: "PK\u{5}\u{6} and more, but too short")
        },
        Case(name: "bytes before and after", files: ["b=y"], notes: [.prefixData, .trailingData]) {
            ArchiveZipFixture.bytes([good], prefix: "#!/bin/sh\n") + [1, 2, 3]
        },
        Case(name: "an end that counts wrong", fault: .badHeader) {
            ArchiveZipFixture.bytes([good, Entry("a", "x")]) { $0[10] = 3 }
        },
        Case(name: "a directory that is elsewhere", fault: .badHeader) {
            ArchiveZipFixture.bytes([good]) { $0[19] = 0x7F }
        },
        Case(name: "one of several disks", fault: .badHeader) {
            ArchiveZipFixture.bytes([good]) { $0[4] = 1 }
        },
        Case(name: "names twice", files: ["b=y"], refusals: [.duplicateKey]) {
            ArchiveZipFixture.bytes([good, Entry("./b", "z")])
        },
    ]

    static func tar(_ make: (inout ArchiveTarFixture) -> Void) -> [UInt8] {
        var tar = ArchiveTarFixture()
        make(&tar)
        tar.end()
        return tar.bytes
    }

    static func gzip(_ bytes: [UInt8]) -> [UInt8] {
        ArchiveZipFixture.gzip(ArchiveZipFixture.stored(bytes), of: bytes)
    }

    static let streams: [Case] = [
        Case(name: "a tar in gzip, with a link", files: ["a=x", "b=x"]) {
            gzip(
                tar {
                    $0.add("a", "x")
                    $0.add("b", type: "1", link: "a")
                })
        },
        Case(name: "gzip of two members", files: ["a=x", "b=y"]) {
            let whole = tar {
                $0.add("a", "x")
                $0.add("b", "y")
            }
            return gzip(Array(whole[..<700])) + gzip(Array(whole[700...]))
        },
        Case(name: "gzip and zeros", files: ["a=x"]) {
            gzip(tar { $0.add("a", "x") }) + [0, 0, 0]
        },
        Case(name: "gzip that is cut", fault: .truncated) {
            Array(gzip(tar { $0.add("a", "x") }).dropLast(12))
        },
        Case(name: "gzip with a wrong checksum", fault: .badCRC) {
            var bytes = gzip(tar { $0.add("a", "x") })
            bytes[bytes.count - 8] ^= 1
            return bytes
        },
        Case(name: "gzip of something else", fault: .notAnArchive) {
            gzip([UInt8](repeating: 0x41, count: 600))
        },
        Case(name: "gzip of nothing", fault: .emptyFile) { gzip([]) },
        Case(
            name: "a dense entry is taken back", files: ["b=y"], refusals: [.entryTooLarge],
            limits: {
                var limits = ArchiveLimits(); limits.entryRatio = 4; return limits
            }()
        ) {
            let count = 258 * 8000 + 1
            var fixture = ArchiveTarFixture()
            let octal = String(count, radix: 8)
            fixture.add(
                "a", size: Array((String(repeating: "0", count: 11 - octal.count) + octal).utf8))
            let zeros = [UInt8](repeating: 0, count: count)
            var rest = ArchiveTarFixture()
            rest.bytes = [UInt8](repeating: 0, count: -count & 511)
            rest.add("b", "y")
            rest.end()
            return gzip(fixture.bytes)
                + ArchiveZipFixture.gzip(ArchiveZipFixture.zeros(8000), of: zeros)
                + gzip(rest.bytes)
        },
        Case(
            name: "too much to skip", fault: .archiveTooLarge,
            limits: {
                var limits = ArchiveLimits()
                limits.entryBytes = 10
                limits.skippedBytes = 1000
                return limits
            }()
        ) { gzip(tar { $0.add("a", String(repeating: "x", count: 2000)) }) },
    ]

    @Test(arguments: zips + streams)
    func everyClassIsDecided(_ given: Case) throws {
        let folder = try TemporaryFolder()
        try FileSystem.write(given.make(), to: folder["in"])
        guard given.fault == nil else {
            let found = #expect(throws: ArchiveFault.self) {
                try ArchiveUnpacker.unpack(
                    folder["in"], intoTar: folder["spool"], limits: given.limits)
            }
            #expect(found?.reason == given.fault, "\(found?.detail ?? "")")
            #expect(try FileSystem.list(folder.path) == ["in"])
            return
        }
        let index = try ArchiveUnpacker.unpack(
            folder["in"], intoTar: folder["spool"], limits: given.limits)
        let spool = ByteSlice(try FileSystem.read(folder["spool"]))
        let texts = index.entries.map {
            "\($0.name)=\(spool[$0.offset..<($0.offset + $0.byteCount)].text)"
        }
        #expect(texts == given.files)
        #expect(index.report.refusals.map(\.reason) == given.refusals)
        #expect(index.report.notes.map(\.reason) == given.notes)
        #expect(try ArchiveIndexer.index(ofTar: folder["spool"]).entries == index.entries)
    }

    @Test func aCompressedFileIsDecompressed() throws {
        let folder = try TemporaryFolder()
        let text = Array("{\"a\": 1}\n{\"a\": 2}\n".utf8)
        try FileSystem.write(ArchiveUnpackerTests.gzip(text), to: folder["a.jsonl.gz"])
        let count = try ArchiveUnpacker.decompress(folder["a.jsonl.gz"], into: folder["a.jsonl"])
        #expect(count == text.count)
        #expect(try FileSystem.read(folder["a.jsonl"]) == text)
        let fault = #expect(throws: ArchiveFault.self) {
            try ArchiveUnpacker.decompress(folder["a.jsonl"], into: folder["b"])
        }
        #expect(fault?.reason == .notAnArchive)
    }

    @Test func whatCannotBeOpenedIsNoArchivesFault() throws {
        let folder = try TemporaryFolder()
        let fault = #expect(throws: ArchiveFault.self) {
            try ArchiveUnpacker.unpack(folder["nowhere"], intoTar: folder["spool"])
        }
        #expect(fault?.reason == .unreadable)
        #expect(fault?.fault != nil)
    }
}
