import Images
import Records
import TestSupport
import Testing

@testable import Ingest

@Suite struct InlinePictureTests {
    /// Base64 as RFC 4648 has it.
    private static func encoded(_ bytes: [UInt8]) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        var text = ""
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let part = bytes[start..<min(start + 3, bytes.count)]
            let bits = part.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - part.count))
            for place in 0...part.count { text.append(alphabet[bits >> (18 - 6 * place) & 63]) }
            text += String(repeating: "=", count: 3 - part.count)
        }
        return text
    }

    @Test func `base64 is decoded as RFC 4648 says`() {
        for (text, plain) in [
            ("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9vYg==", "foob"),
            ("Zm9vYg", "foob"), ("Zm9v\nYmFy", "foobar"),
        ] {
            #expect(Base64.decode(text.utf8) == Array(plain.utf8))
        }
        for wrong in ["Zg=a", "Z", "Zm9*", "Zm9v-"] { #expect(Base64.decode(wrong.utf8) == nil) }
    }

    @Test func `a picture in a row becomes a sample`() throws {
        let folder = try TemporaryFolder()
        let png = Fixture.png(3)
        let text = InlinePictureTests.encoded(png)
        try folder.write(
            """
            {"id": 1, "problem": "ab", "answer": "1", "images": "data:image/png;base64,\(text)"}
            {"id": 2, "problem": "ab 2", "answer": "1", "images": ["\(text)"]}
            {"id": 3, "problem": "ab 3", "answer": "1", "images": [{"bytes": "\(text)", "path": "x"}]}
            {"id": 4, "problem": "ab 4", "answer": "1", "images": "data:image/png,plain"}
            {"id": 5, "problem": "ab 5", "answer": "1", "images": [{"bytes": null, "path": null}]}

            """, to: "train.jsonl")
        let dataset = try Fixture.dataset(root: folder.path)
        let run = try IngestRun([dataset])
        #expect(run.questions.map(\.id) == ["1", "2", "3"])
        #expect(run.questions.allSatisfy { $0.pictures.map(\.byteCount) == [png.count] })
        #expect(run.reasons == ["inline_image", "missing_image"])
    }
}
