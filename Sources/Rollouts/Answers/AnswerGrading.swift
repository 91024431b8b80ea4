import Grading
public import Records
import Storage

/// Grades the answers of a file, a line of JSON each: `given` or, where a response format is named,
/// `response`; `gold`; and `choices` if there are any.
public struct AnswerGrading: Sendable {
    private let grader: Grader
    private let readsResponses: Bool
    private let showsRow: Bool

    /// Lines that are graded at once.
    private static let batch = 4096

    /// The names of response formats.
    public static var formats: [String] { ResponseFormat.allCases.map(\.rawValue) }

    /// The names and versions of graders.
    public static var graders: [String] { Equivalence.all.map(\.identifier) }

    /// A way to grade answers.
    ///
    /// - Parameters:
    ///   - name: a grader's name, with its version or without.
    ///   - tolerance: how far a number may be off, as a share of the gold number.
    ///   - format: the format of responses; without one, answers are graded as they are.
    ///   - wholeResponse: whether a response without an answer in its format is graded as a whole.
    ///   - showsRow: whether a line of output repeats the row.
    /// - Throws: a `Fault` of code `usage` if there is no such grader or format.
    public init(
        _ name: String, tolerance: Double?, format: String?, wholeResponse: Bool, showsRow: Bool
    ) throws(Fault) {
        var equivalence: Equivalence
        do throws(Fault) {
            equivalence = try Equivalence(name)
        } catch {
            throw Fault(.usage, error.message, remedy: error.remedy)
        }
        if let tolerance {
            guard case .strict = equivalence else {
                throw Fault(.usage, "\(equivalence.identifier) has no tolerance")
            }
            guard tolerance > 0, tolerance <= 1 else {
                throw Fault(.usage, "the tolerance is \(tolerance); expected above 0, at most 1")
            }
            equivalence = .strict(tolerance: tolerance)
        }
        guard let layout = ResponseFormat(rawValue: format ?? ResponseFormat.answer.rawValue) else {
            throw Fault(
                .usage, "there is no response format \"\(format ?? "")\"",
                remedy: "the formats are \(AnswerGrading.formats.joined(separator: ", "))")
        }
        grader = Grader(
            format: layout, equivalence: equivalence, gradesWholeResponse: wholeResponse)
        readsResponses = format != nil
        self.showsRow = showsRow
    }

    /// The grader's name and version.
    public var identifier: String { grader.identifier }

    /// Grades a file's lines, in their order; empty ones are passed over.
    ///
    /// - Parameters:
    ///   - path: the file; `-` is standard input.
    ///   - jobs: how many tasks grade at once.
    ///   - write: takes lines of JSON, each with its line break: `line` or the row itself, then
    ///     `verdict`, or `error` where a line is no answer.
    public func grade(
        _ path: String, jobs: Int, write: (String) -> Void
    ) async throws(Fault) -> AnswerCounts {
        let reader = try LineReader(path)
        let file = path == "-" ? "standard input" : path
        var counts = AnswerCounts()
        var lineNumber = 0
        var isAtEnd = false
        while !isAtEnd {
            var lines: [(number: Int, bytes: [UInt8])] = []
            while lines.count < AnswerGrading.batch {
                guard let line = try reader.next() else {
                    isAtEnd = true
                    break
                }
                lineNumber += 1
                if line.contains(where: { $0 > 32 }) { lines.append((lineNumber, line)) }
            }
            let batch = lines
            let share = max(1, (batch.count + jobs - 1) / max(1, jobs))
            let parts = try await ParallelMap.run(
                (batch.count + share - 1) / share, jobs: jobs
            ) { part throws(Fault) -> (text: String, counts: AnswerCounts) in
                let range = (part * share)..<min(batch.count, (part + 1) * share)
                return graded(batch[range], file)
            }
            for part in parts {
                counts.add(part.counts)
                write(part.text)
            }
        }
        return counts
    }

    private func graded(
        _ lines: ArraySlice<(number: Int, bytes: [UInt8])>, _ file: String
    ) -> (text: String, counts: AnswerCounts) {
        var bytes: [UInt8] = []
        var counts = AnswerCounts()
        for line in lines {
            var members: [JSONValue.Member] = [.init("line", .integer(line.number))]
            do throws(Fault) {
                let row = try JSONReader.parse(line.bytes, file: file)
                let result = try verdict(on: row)
                counts.verdicts[result.verdict, default: 0] += 1
                if showsRow { members = row.objectValue ?? [] }
                if readsResponses, showsRow {
                    members.append(.init("answer", result.answer.map { .string($0) } ?? .null))
                }
                members.append(.init("verdict", .string(result.verdict.rawValue)))
                if showsRow { members.append(.init("grader", .string(grader.identifier))) }
            } catch {
                counts.refused += 1
                members.append(.init("error", .string(error.message)))
            }
            JSONValue.object(members).append(to: &bytes)
            bytes.append(UInt8(ascii: "\n"))
        }
        return (String(decoding: bytes, as: UTF8.self), counts)
    }

    private func verdict(on row: JSONValue) throws(Fault) -> GradedResponse {
        guard row.objectValue != nil else {
            throw Fault(.badInput, "the line is no object")
        }
        let gold = try AnswerGrading.text(row, "gold")
        var choices: [String] = []
        if let listed = row["choices"], listed != .null {
            guard case .array(let elements) = listed else {
                throw Fault(.badInput, "`choices` is no list")
            }
            for element in elements {
                guard let text = AnswerGrading.text(element) else {
                    throw Fault(.badInput, "a choice is no text")
                }
                choices.append(text)
            }
        }
        guard let gold else { throw Fault(.badInput, "`gold` is null") }
        let name = readsResponses && row["response"] != nil ? "response" : "given"
        guard let given = try AnswerGrading.text(row, name) else {
            return GradedResponse(answer: nil, verdict: .noAnswerFound)
        }
        if readsResponses {
            let isCut = row["finish_reason"]?.stringValue == Rollout.FinishReason.length.rawValue
            return grader.grade(
                given, finishReason: isCut ? .length : .stop, gold: gold, choices: choices)
        }
        return GradedResponse(
            answer: given,
            verdict: grader.equivalence.verdict(given: given, gold: gold, choices: choices))
    }

    /// The text of a member; nothing if it is null.
    private static func text(_ row: JSONValue, _ name: String) throws(Fault) -> String? {
        guard let value = row[name] else { throw Fault(.badInput, "`\(name)` is missing") }
        if value == .null { return nil }
        guard let text = text(value) else { throw Fault(.badInput, "`\(name)` is no text") }
        return text
    }

    /// A text; a number or truth value as it is written.
    private static func text(_ value: JSONValue) -> String? {
        switch value {
        case .string(let text), .number(let text): text
        case .bool(let value): value ? "true" : "false"
        default: nil
        }
    }
}
