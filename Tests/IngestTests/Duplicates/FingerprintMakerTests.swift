import Manifests
import Records
import Storage
import Testing

@testable import Ingest

@Suite struct FingerprintMakerTests {
    private let maker = FingerprintMaker(rules: DuplicateRules())

    private func fingerprint(
        _ text: String, answer: String = "5", choices: [String] = []
    ) -> Fingerprint {
        maker.fingerprint(
            of: Question(
                id: "1", source: "made", split: "train", capability: .fine, text: text,
                answer: answer, choices: choices), pictures: [])
    }

    struct Case: Sendable {
        var left: String
        var right: String
        var isSame: Bool
    }

    @Test(arguments: [
        Case(left: "<image>Find x.", right: "Find x.", isSame: true),
        Case(left: "<image>\n Find  x.\n", right: "Find\tx.", isSame: true),
        Case(left: "a<image>b", right: "a b", isSame: true),
        Case(left: "Find x.", right: "Find X.", isSame: false),
        Case(left: "ab", right: "a b", isSame: false),
        Case(left: "é", right: "e\u{301}", isSame: false),
        Case(left: "", right: "<image>", isSame: true),
    ])
    func `questions are one but for tags and blanks`(given: Case) {
        let (left, right) = (fingerprint(given.left), fingerprint(given.right))
        #expect((left.question == right.question) == given.isSame)
    }

    @Test func `choices are part of the question, and the answer is not`() {
        let plain = fingerprint("Which?")
        #expect(fingerprint("Which?", choices: ["A", "B"]).question != plain.question)
        #expect(
            fingerprint("Which?", choices: ["A", "B"]).question
                != fingerprint("Which?", choices: ["AB"]).question)
        #expect(fingerprint("Which?", answer: " 5\n") == plain)
        #expect(fingerprint("Which?", answer: "6").question == plain.question)
        #expect(fingerprint("Which?", answer: "6").answer != plain.answer)
    }

    @Test func `a fingerprint is the first bits of SHA-256`() {
        let digest = SHA256.digest(of: "Find x.")
        #expect(fingerprint("Find x.").question == UInt64(digest.hex.prefix(16), radix: 16))
        #expect(digest.prefix == UInt128(digest.hex.prefix(32), radix: 16))
    }

    @Test func `signatures are made where near texts are looked for`() {
        var rules = DuplicateRules()
        #expect(fingerprint("Find x.").signature.isEmpty)
        rules.nearText = DuplicateRules.NearText()
        let question = Question(
            id: "1", source: "made", split: "train", capability: .fine, text: "Find x.",
            answer: "5")
        let made = FingerprintMaker(rules: rules).fingerprint(of: question, pictures: [])
        #expect(made.signature.count == MinHash.count)
    }
}
