import Records
import Storage
import TestSupport
import Testing

@Suite struct SHA256Tests {
    struct Case {
        var text: String
        var hex: String
    }

    // NIST's examples for SHA-256 (FIPS 180-4).
    @Test(arguments: [
        Case(
            text: "", hex: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        Case(
            text: "abc", hex: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        Case(
            text: "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            hex: "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"),
    ])
    func knownDigests(_ each: Case) throws {
        #expect(SHA256.digest(of: Array(each.text.utf8)).hex == each.hex)
        #expect(SHA256.digest(of: each.text).hex == each.hex)
        let folder = try TemporaryFolder()
        #expect(try SHA256.digest(ofFile: folder.write(each.text, to: "a")).hex == each.hex)
    }

    @Test func partsAddUp() {
        let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        var hash = SHA256()
        hash.update(bytes[..<1])
        hash.update(bytes[1..<65_537])
        hash.update(Array(bytes[65_537...]))
        #expect(hash.finalize() == SHA256.digest(of: bytes))
    }

    @Test func aFinishedDigestStartsAnew() {
        var hash = SHA256()
        hash.update("first")
        _ = hash.finalize()
        hash.update("abc")
        #expect(hash.finalize() == SHA256.digest(of: "abc"))
    }

    @Test func aFolderHasNoDigest() {
        #expect(throws: Fault.self) { try SHA256.digest(ofFile: "/tmp") }
    }
}
