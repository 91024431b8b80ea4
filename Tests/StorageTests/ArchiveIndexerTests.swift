import Records
import Storage
import TestSupport
import Testing

@Suite struct ArchiveIndexerTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        /// The good files: `NAME=CONTENT`.
        var files: [String] = []
        var refusals: [ArchiveReason] = []
        var notes: [ArchiveReason] = []
        var fault: ArchiveReason?
        var limits = ArchiveLimits()
        var isEnded = true
        var make: @Sendable (inout ArchiveTarFixture) -> Void
        var testDescription: String { name }
    }

    static let long = String(repeating: "n", count: 150)
    static let holed: [UInt8] = Array("00000000003\0".utf8)

    static let names: [Case] = [
        Case(name: "a prefix before the name", files: ["a/b=x"]) { $0.add("b", "x", prefix: "a") },
        Case(name: "no prefix in GNU's headers", files: ["b=x"]) {
            $0.add("b", "x", magic: "ustar  \0", prefix: "a")
        },
        Case(name: "a header without magic", files: ["b=x"]) { $0.add("b", "x", magic: "") },
        Case(name: "GNU's long name", files: ["\(long)=x"]) {
            $0.add("././@LongLink", long + "\0", type: "L")
            $0.add("short", "x")
        },
        Case(name: "the last of two pax names", files: ["c=x"]) {
            $0.addPax([("path", "b"), ("comment", "none"), ("path", "c")])
            $0.add("a", "x")
        },
        Case(name: "an old folder", files: ["d/a=x"]) {
            $0.add("d/")
            $0.add("d/a", "x", type: "\0")
        },
        Case(name: "parts that say nothing", files: ["d/a=x"], refusals: [.duplicateKey]) {
            $0.add("./d//./a", "x")
            $0.add("d/a", "y")
        },
        Case(
            name: "escapes", files: ["...=x"],
            refusals: [.pathEscape, .pathEscape, .pathEscape, .pathEscape, .pathEscape]
        ) {
            for name in ["a/../b", "\\\\server\\a", "c:a", "x\\..\\..\\a", ".. /a"] {
                $0.add(name, "x")
            }
            $0.add("...", "x")
        },
        Case(
            name: "bad names", files: [],
            refusals: [.controlCharacter, .badName, .badName, .badName],
            limits: {
                var limits = ArchiveLimits(); limits.nameBytes = 100; return limits
            }()
        ) {
            $0.add("a\nb", "x")
            $0.add("", "x")
            $0.add("./.", "x")
            $0.addPax([("path", long)])
            $0.add("a", "x")
        },
        Case(name: "archives", refusals: [.nestedArchive, .nestedArchive]) {
            $0.add("a.tar.GZ", "x")
            $0.add("b.zip", "x")
        },
    ]

    static let kinds: [Case] = [
        Case(name: "links", files: ["a=x", "b=x", "c=x"], refusals: [.linkEntry, .linkEntry]) {
            $0.add("a", "x")
            $0.add("b", type: "1", link: "./a")
            $0.add("c", type: "1", link: "b")
            $0.add("d", type: "1", link: "later")
            $0.add("e", type: "2", link: "a")
        },
        Case(name: "devices and others", refusals: Array(repeating: .notAFile, count: 5)) {
            for type in "346VM" { $0.add("d", type: type) }
        },
        Case(name: "GNU's holes", files: ["b=y"], refusals: [.sparseEntry]) {
            $0.add("a", type: "S", size: holed) { $0[482] = 1 }
            var more = [UInt8](repeating: 1, count: 512)
            $0.bytes += more
            more[504] = 0
            $0.bytes += more
            $0.addBlocks(Array("xyz".utf8))
            $0.add("b", "y")
        },
        Case(name: "holes in pax", files: ["b=y"], refusals: [.sparseEntry]) {
            $0.addPax([("GNU.sparse.major", "1")])
            $0.add("a", "x")
            $0.add("b", "y")
        },
        Case(name: "a size in base 256", files: ["a=xyz"]) {
            $0.add("a", "xyz", size: [0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3])
        },
        Case(name: "a size in pax", files: ["a=xyz"]) {
            $0.addPax([("size", "3")])
            $0.add("a", "xyz", size: Array("00000000000".utf8))
        },
        Case(
            name: "an entry over the limit", files: ["b=y"], refusals: [.entryTooLarge],
            limits: {
                var limits = ArchiveLimits(); limits.entryBytes = 2; return limits
            }()
        ) {
            $0.add("a", "xyz")
            $0.add("b", "y")
        },
    ]

    static let wholes: [Case] = [
        Case(
            name: "too many entries", fault: .archiveTooLarge,
            limits: {
                var limits = ArchiveLimits(); limits.entries = 1; return limits
            }()
        ) {
            $0.add("a", "x")
            $0.add("b", "y")
        },
        Case(
            name: "too many bytes", fault: .archiveTooLarge,
            limits: {
                var limits = ArchiveLimits(); limits.totalBytes = 3; return limits
            }()
        ) {
            $0.add("a", "xy")
            $0.add("b", type: "1", link: "a")
        },
        Case(name: "a global record that names", fault: .badHeader) {
            $0.addPax([("path", "a")], type: "g")
            $0.add("b", "x")
        },
        Case(name: "a global record that does not", files: ["b=x"]) {
            $0.addPax([("comment", "a")], type: "g")
            $0.add("b", "x")
        },
        Case(name: "a pax record of a wrong length", fault: .badHeader) {
            $0.add("p", "99 path=a\n", type: "x")
            $0.add("b", "x")
        },
        Case(name: "a pax header at the end", fault: .badHeader) { $0.addPax([("path", "a")]) },
        Case(name: "a pax header, then nothing", fault: .truncated, isEnded: false) {
            $0.addPax([("path", "a")])
        },
        Case(name: "a record of gigabytes", fault: .badHeader) {
            $0.add("p", type: "x", size: Array("17777777777".utf8))
        },
        Case(name: "a size over all numbers", fault: .badHeader) {
            $0.add("p", size: [UInt8](repeating: 0xBF, count: 12))
        },
        Case(name: "one zero block", files: ["a=x"], notes: [.missingEndMarker], isEnded: false) {
            $0.add("a", "x")
            $0.bytes += [UInt8](repeating: 0, count: 512)
        },
        Case(
            name: "a padding that lacks", files: ["a=x"], notes: [.missingEndMarker], isEnded: false
        ) {
            $0.add("a", "x")
            $0.bytes.removeLast(500)
        },
        Case(name: "content that lacks", fault: .truncated, isEnded: false) {
            $0.add("a", "xyz")
            $0.bytes.removeLast(510)
        },
        Case(name: "a first header that is cut", fault: .truncated, isEnded: false) {
            $0.add("a", "x")
            $0.bytes.removeLast($0.bytes.count - 300)
        },
        Case(name: "text", fault: .notAnArchive, isEnded: false) {
            $0.bytes = [UInt8](repeating: 0x41, count: 2000)
        },
    ]

    @Test(arguments: names + kinds + wholes)
    func everyClassIsDecided(_ given: Case) throws {
        var tar = ArchiveTarFixture()
        given.make(&tar)
        if given.isEnded { tar.end() }
        let source = ByteSlice(tar.bytes)
        let folder = try TemporaryFolder()
        try FileSystem.write(tar.bytes, to: folder["a.tar"])
        if let reason = given.fault {
            let found = #expect(throws: ArchiveFault.self) {
                try ArchiveIndexer.index(ofTar: source, limits: given.limits)
            }
            #expect(found?.reason == reason, "\(found?.detail ?? "")")
            #expect(throws: ArchiveFault.self) {
                try ArchiveUnpacker.unpack(
                    folder["a.tar"], intoTar: folder["spool"], limits: given.limits)
            }
            #expect(try FileSystem.list(folder.path) == ["a.tar"])
            return
        }
        let index = try ArchiveIndexer.index(ofTar: source, limits: given.limits)
        let spooled = try ArchiveUnpacker.unpack(
            folder["a.tar"], intoTar: folder["spool"], limits: given.limits)
        let spool = ByteSlice(try FileSystem.read(folder["spool"]))
        for (found, bytes) in [(index, source), (spooled, spool)] {
            #expect(texts(of: found, in: bytes) == given.files)
            #expect(found.report.refusals.map(\.reason) == given.refusals)
            #expect(found.report.notes.map(\.reason) == given.notes)
        }
        let again = try ArchiveIndexer.index(ofTar: spool)
        #expect(again.entries == spooled.entries)
    }

    private func texts(of index: ArchiveIndex, in bytes: ByteSlice) -> [String] {
        index.entries.map { "\($0.name)=\(bytes[$0.offset..<($0.offset + $0.byteCount)].text)" }
    }

    @Test func aReportIsKeptAsText() throws {
        var tar = ArchiveTarFixture()
        tar.add("../a", "x")
        tar.add("b\\c", "y")
        tar.end()
        let report = try ArchiveIndexer.index(ofTar: ByteSlice(tar.bytes)).report
        #expect(report.refusals.count == 1 && report.notes.count == 1)
        let text = Array(report.json.serialized.utf8)
        #expect(try ArchiveReport(json: JSONReader.parse(text, file: "report")) == report)
    }
}
