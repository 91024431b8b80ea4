import Records
import Testing

@testable import Ingest

@Suite struct QuestionTextTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var change: @Sendable (inout Question) -> Void = { _ in }
    }

    private static func picture(_ number: UInt64) -> Picture {
        Picture(
            digest: Digest(words: (number, 1, .max, 0x0123_4567_89AB_CDEF)), format: .jpeg,
            width: 640, height: 480, shard: "a-\"b\"", offset: 512, byteCount: 99)
    }

    static let question = Question(
        id: "q/1", source: "made", split: "train", capability: .fine, text: "<image> what?",
        answer: "a", choices: [], keywords: [], target: nil, textOnlyTarget: nil,
        pictures: [picture(1)])

    @Test(arguments: [
        Case(testDescription: "plain"),
        Case(testDescription: "escapes") {
            $0.text = "a \"quoted\" \\frac{1}{2}\n\u{1}\u{7F} \u{FC}"
        },
        Case(testDescription: "lists") {
            $0.choices = ["x", "y\tz"]
            $0.keywords = ["k"]
        },
        Case(testDescription: "targets") {
            $0.target = "t"
            $0.textOnlyTarget = ""
        },
        Case(testDescription: "extra fields") {
            $0.extra = [.init(name: "n\n", json: "{\"a\": 1}"), .init(name: "m", json: "2")]
        },
        Case(testDescription: "two pictures") { $0.pictures.append(picture(2)) },
        Case(testDescription: "no picture") { $0.pictures = [] },
    ])
    func `with its pictures it is the question's row`(_ given: Case) {
        var question = QuestionTextTests.question
        given.change(&question)
        var text: [UInt8] = []
        QuestionText(question).append(
            to: &text, pictures: PictureList.placed(question.pictures, in: "a-\"b\""))
        #expect(String(decoding: text, as: UTF8.self) == question.json.serialized)
    }

    @Test func `a sample's text does not say where its pictures lie`() throws {
        var other = QuestionTextTests.question
        other.id = "q/2"
        let text = SampleText.bytes(
            of: [QuestionTextTests.question, other].map { QuestionText($0) },
            about: [QuestionTextTests.picture(1)])
        let picture =
            #"{"sha256":"00000000000000010000000000000001ffffffffffffffff0123456789abcdef","#
            + #""format":"jpeg","width":640,"height":480,"bytes":99}"#
        func row(_ id: String) -> String {
            #"{"id":"\#(id)","source":"made","split":"train","capability":"fine","#
                + #""question":"<image> what?","answer":"a","choices":[],"keywords":[],"#
                + #""target":null,"text_only_target":null,"images":[\#(picture)],"extra":[]}"#
        }
        #expect(
            String(decoding: text, as: UTF8.self)
                == #"{"questions":[\#(row("q/1")),\#(row("q/2"))]}"#)
    }
}
