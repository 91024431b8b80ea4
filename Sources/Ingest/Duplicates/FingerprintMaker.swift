public import Manifests
public import Records
import Storage

/// Makes the fingerprints of a data set's rows.
public struct FingerprintMaker: Sendable {
    private let minHash: MinHash?

    /// A maker of what some rules need: signatures only where near texts are looked for.
    public init(rules: DuplicateRules) {
        minHash = rules.nearText.flatMap { own in
            own.action == .ignore ? nil : MinHash(shingle: own.shingle, unit: own.unit)
        }
    }

    /// The fingerprint of a question with these pictures.
    ///
    /// - Parameters:
    ///   - question: the question; its own `pictures` are not looked at.
    ///   - pictures: the digests of its pictures, in order.
    ///   - perceptualHashes: their perceptual hashes, or none.
    public func fingerprint(
        of question: Question, pictures: [Digest], perceptualHashes: [UInt64] = []
    ) -> Fingerprint {
        var text = FingerprintMaker.plain(question.text)
        for choice in question.choices {
            text.append(0x1F)
            text += FingerprintMaker.plain(choice)
        }
        return Fingerprint(
            id: question.id, question: FingerprintMaker.hash(text),
            answer: FingerprintMaker.hash(FingerprintMaker.plain(question.answer)),
            pictures: pictures.map(\.prefix), perceptualHashes: perceptualHashes,
            signature: minHash?.signature(of: question.text) ?? [])
    }

    private static func hash(_ bytes: [UInt8]) -> UInt64 {
        UInt64(truncatingIfNeeded: SHA256.digest(of: bytes).prefix >> 64)
    }

    /// The bytes of a text without `<image>` tags, runs of blanks as one, none at the ends.
    static func plain(_ text: String) -> [UInt8] {
        let bytes = text.utf8.span
        var result = [UInt8](repeating: 0, count: bytes.count)
        var output = result.mutableSpan
        var count = 0
        var isBlank = false
        var index = 0
        while index < bytes.count {
            let byte = bytes[unchecked: index]
            if byte == UInt8(ascii: "<"), ByteMatch.has("<image>", at: index, in: bytes) {
                index += 7
                isBlank = true
                continue
            }
            index += 1
            if byte == 0x20 || (0x09...0x0D).contains(byte) {
                isBlank = true
                continue
            }
            if isBlank, count > 0 {
                output[count] = 0x20
                count += 1
            }
            isBlank = false
            output[count] = byte
            count += 1
        }
        result.removeLast(bytes.count - count)
        return result
    }
}
