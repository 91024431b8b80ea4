import Glibc
import Records
import Storage
import Testing

@testable import Rollouts

@Suite("Grading a file of answers")
struct AnswerGradingTests {
    /// What is written for lines, and the counts.
    private func graded(
        _ lines: [String], _ grader: String = "strict", tolerance: Double? = nil,
        format: String? = nil, wholeResponse: Bool = false, showsRow: Bool = false, jobs: Int = 2
    ) async throws -> (lines: [String], counts: AnswerCounts) {
        let path = "/tmp/answers-\(getpid())-\(UInt64.random(in: .min ... .max)).jsonl"
        defer { try? FileSystem.remove(path) }
        try FileSystem.write(Array(lines.joined(separator: "\n").utf8), to: path)
        let grading = try AnswerGrading(
            grader, tolerance: tolerance, format: format, wholeResponse: wholeResponse,
            showsRow: showsRow)
        var text = ""
        let counts = try await grading.grade(path, jobs: jobs) { text += $0 }
        return (text.split(separator: "\n").map { String($0) }, counts)
    }

    @Test("every line that is not empty gets one, in order, and bad ones an error")
    func lines() async throws {
        let (lines, counts) = try await graded([
            #"{"given":"1/2","gold":"0.5"}"#, "oops", "",
            #"{"given":"5 hours","gold":"5 minutes"}"#,
            #"{"given":null,"gold":"3"}"#, #"{"gold":"3"}"#, #"{"given":3,"gold":"3"}"#, "[]",
            #"{"given":"B","gold":"12","choices":["10","12"]}"#,
            #"{"given":"B","gold":"12","choices":[[]]}"#,
        ])
        #expect(
            lines == [
                #"{"line":1,"verdict":"right"}"#, #"{"line":2,"error":"this is not JSON"}"#,
                #"{"line":4,"verdict":"wrong"}"#, #"{"line":5,"verdict":"no_answer_found"}"#,
                #"{"line":6,"error":"`given` is missing"}"#, #"{"line":7,"verdict":"right"}"#,
                #"{"line":8,"error":"the line is no object"}"#, #"{"line":9,"verdict":"right"}"#,
                #"{"line":10,"error":"a choice is no text"}"#,
            ])
        #expect(counts.graded == 5)
        #expect(counts.refused == 4)
        #expect(counts.text == "3 right, 1 wrong, 1 no_answer_found")
    }

    @Test("a row is repeated with what was found")
    func rows() async throws {
        let (lines, _) = try await graded(
            [
                #"{"id":1.50,"response":"\\boxed{4}","gold":"4"}"#,
                #"{"response":"\\boxed{4}","gold":"4","finish_reason":"length"}"#,
                #"{"response":"4","gold":"4"}"#,
            ], format: "boxed", showsRow: true)
        #expect(
            lines == [
                #"{"id":1.50,"response":"\\boxed{4}","gold":"4","answer":"4","verdict":"right","#
                    + #""grader":"strict@1"}"#,
                #"{"response":"\\boxed{4}","gold":"4","finish_reason":"length","answer":"4","#
                    + #""verdict":"truncated","grader":"strict@1"}"#,
                #"{"response":"4","gold":"4","answer":null,"verdict":"no_answer_found","#
                    + #""grader":"strict@1"}"#,
            ])
    }

    @Test("the grader, the tolerance and whole responses are as asked for")
    func options() async throws {
        let hours = [#"{"given":"5 hours","gold":"5 minutes"}"#]
        #expect(try await graded(hours, "mathruler@1").counts.verdicts == [.right: 1])
        let circle = [#"{"given":"3.14","gold":"\\pi"}"#]
        #expect(try await graded(circle).counts.verdicts == [.wrong: 1])
        #expect(try await graded(circle, tolerance: 0.01).counts.verdicts == [.right: 1])
        let bare = [#"{"response":"4","gold":"4"}"#]
        let whole = try await graded(bare, format: "boxed", wholeResponse: true)
        #expect(whole.counts.verdicts == [.right: 1])
    }

    @Test("more lines than are graded at once keep their order, with any number of jobs")
    func order() async throws {
        let rows = (0..<10_000).map { #"{"given":"\#($0)","gold":"\#($0 - $0 % 2)"}"# }
        let one = try await graded(rows, "exact", jobs: 1).lines
        #expect(try await graded(rows, "exact", jobs: 3).lines == one)
        #expect(one.count == 10_000)
        for (place, line) in one.enumerated() {
            let verdict = place % 2 == 0 ? "right" : "wrong"
            #expect(line == #"{"line":\#(place + 1),"verdict":"\#(verdict)"}"#)
        }
    }

    struct Wrong: Sendable {
        var grader = "strict"
        var tolerance: Double?
        var format: String?
        var message: String
    }

    @Test(
        "what there is not is said",
        arguments: [
            Wrong(grader: "strict@2", message: "there is no grader \"strict@2\""),
            Wrong(grader: "exact", tolerance: 0.1, message: "exact@1 has no tolerance"),
            Wrong(tolerance: 2, message: "the tolerance is 2.0"),
            Wrong(format: "xml", message: "there is no response format \"xml\""),
        ])
    func faults(testCase: Wrong) throws {
        #expect {
            _ = try AnswerGrading(
                testCase.grader, tolerance: testCase.tolerance, format: testCase.format,
                wholeResponse: false, showsRow: false)
        } throws: { error in
            guard let fault = error as? Fault else { return false }
            return fault.code == .usage && fault.message.hasPrefix(testCase.message)
        }
    }
}
