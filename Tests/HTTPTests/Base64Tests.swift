import HTTP
import Testing

@Suite struct Base64Tests {
    struct Case: Sendable {
        var plain: [UInt8]
        var encoded: String
    }

    @Test(arguments: [
        Case(plain: [], encoded: ""), Case(plain: Array("f".utf8), encoded: "Zg=="),
        Case(plain: Array("fo".utf8), encoded: "Zm8="),
        Case(plain: Array("foo".utf8), encoded: "Zm9v"),
        Case(plain: Array("foob".utf8), encoded: "Zm9vYg=="),
        Case(plain: Array("foobar".utf8), encoded: "Zm9vYmFy"),
        Case(plain: [0, 0, 0], encoded: "AAAA"), Case(plain: [255, 255, 255], encoded: "////"),
        Case(plain: [0xFB, 0xEF, 0xBE, 0xFF], encoded: "++++/w=="),
    ])
    func `bytes are encoded as RFC 4648 says`(example: Case) {
        #expect(HTTPBody([.base64(example.plain)]).bytes == Array(example.encoded.utf8))
        #expect(Base64.count(of: example.plain.count) == example.encoded.utf8.count)
    }

    @Test func `all pairs of characters are right`() {
        let alphabet = Array(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        let plain = (0..<4096).flatMap { (bits: Int) -> [UInt8] in
            [UInt8(bits >> 4), UInt8(truncatingIfNeeded: bits << 4), 0]
        }
        let expected = (0..<4096).flatMap { (bits: Int) -> [UInt8] in
            [alphabet[bits >> 6], alphabet[bits & 63], alphabet[0], alphabet[0]]
        }
        #expect(HTTPBody([.base64(plain)]).bytes == expected)
    }
}
