import Records
import Storage

/// Reads what labels need of a `rollouts.parquet`, a row whenever one is asked for: not the responses,
/// and without an object for each row.
final class RolloutReader {
    private let rows: ParquetRows
    private let question: Int
    private let kind: Int
    private let draw: Int
    private let verdict: Int
    /// The columns beside these; nothing where only verdicts are read.
    private let evidence: Evidence?
    private var lastQuestion = RepeatedText()
    private var lastGrader = RepeatedText()
    private var lastProvenance = RepeatedText()

    /// The places of columns that tell more than a verdict.
    private struct Evidence {
        static let names = [
            "parent", "answer", "states_answer", "right_but_format", "grader", "rewards",
            "provenance",
        ]

        let parent: Int
        let answer: Int
        let statesAnswer: Int
        let rightButFormat: Int
        let grader: Int
        let rewards: Int
        let provenance: Int
    }

    /// A text that is mostly the last one's.
    private struct RepeatedText {
        private var last: (bytes: ByteSlice, text: String)?

        mutating func text(of bytes: ByteSlice) -> String {
            if let last, last.bytes == bytes { return last.text }
            let text = bytes.text
            last = (bytes, text)
            return text
        }
    }

    /// Opens a table before its first row.
    ///
    /// - Parameter readsEvidence: whether more is read than verdicts.
    /// - Throws: a `Fault` where the file is broken, or lacks a column.
    init(_ path: String, readsEvidence: Bool) throws(Fault) {
        do throws(ParquetFault) {
            rows = try ParquetFile(path).rows(
                columns: ["question", "kind", "draw", "verdict"]
                    + (readsEvidence ? Evidence.names : []))
        } catch {
            throw error.fault
        }
        let names = rows.names
        func place(_ name: String) -> Int { names.firstIndex(of: name) ?? 0 }
        question = place("question")
        kind = place("kind")
        draw = place("draw")
        verdict = place("verdict")
        evidence =
            readsEvidence
            ? Evidence(
                parent: place("parent"), answer: place("answer"),
                statesAnswer: place("states_answer"), rightButFormat: place("right_but_format"),
                grader: place("grader"), rewards: place("rewards"),
                provenance: place("provenance")) : nil
    }

    /// The next row; nothing behind the last.
    ///
    /// - Throws: a `Fault` where the file is broken, or the row is no rollout.
    func next() throws(Fault) -> Rollout? {
        let values: [ParquetValue]
        do throws(ParquetFault) {
            guard let row = try rows.next() else { return nil }
            values = row
        } catch {
            throw error.fault
        }
        guard case .string(let id) = values[question], case .int(let number) = values[draw],
            let draw = Int(exactly: number),
            let kind = RolloutReader.text(values[kind]).flatMap({ RolloutKind(rawValue: $0) }),
            let verdict = RolloutReader.text(values[verdict]).flatMap({ Verdict(rawValue: $0) })
        else { throw broken() }
        var rollout = Rollout(
            question: lastQuestion.text(of: id), kind: kind, draw: draw, response: "",
            tokenCount: nil, finishReason: .stop, verdict: verdict)
        if let evidence { try read(values, evidence, into: &rollout) }
        return rollout
    }

    private func read(
        _ values: [ParquetValue], _ places: Evidence, into rollout: inout Rollout
    ) throws(Fault) {
        if case .int(let parent) = values[places.parent] { rollout.parent = Int(exactly: parent) }
        rollout.answer = RolloutReader.text(values[places.answer])
        if case .bool(let flag) = values[places.statesAnswer] { rollout.statesAnswer = flag }
        if case .bool(let flag) = values[places.rightButFormat] {
            rollout.isRightButFormat = flag
        }
        if case .string(let name) = values[places.grader] {
            rollout.grader = lastGrader.text(of: name)
        }
        if case .string(let name) = values[places.provenance] {
            rollout.provenance = lastProvenance.text(of: name)
        }
        guard case .list(let rewards) = values[places.rewards] else { return }
        for reward in rewards {
            guard let name = reward["name"].flatMap({ RolloutReader.text($0) }),
                case .double(let value)? = reward["value"]
            else { throw broken() }
            rollout.rewards.append(Rollout.Reward(name: name, value: value))
        }
    }

    private static func text(_ value: ParquetValue) -> String? {
        if case .string(let bytes) = value { bytes.text } else { nil }
    }

    private func broken() -> Fault {
        Fault(
            .badInput, "row \(rows.position - 1) of `rollouts.parquet` is no rollout",
            remedy: "run the rollout stage again")
    }
}
