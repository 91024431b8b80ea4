import Records
import Storage

/// Whether each draw of each question was right.
struct VerdictMatrix {
    /// A question's draws that may be asked for, and its pass rate.
    struct Row {
        var isRight: [Bool]
        var passRate: Double
    }

    private(set) var rows: [Row] = []

    /// - Parameter truth: so many last draws of each question tell its pass rate.
    init(_ path: String, truth: Int) throws(Fault) {
        var question: [UInt8]?
        var draws: [Bool] = []
        var rows: [Row] = []
        func end() throws(Fault) {
            guard question != nil else { return }
            guard draws.count >= truth + 32 else {
                throw Fault(
                    .badInput,
                    "a question has \(draws.count) draws; expected at least \(truth + 32)")
            }
            let last = draws.suffix(truth)
            rows.append(
                Row(
                    isRight: Array(draws.dropLast(truth)),
                    passRate: Double(last.count { $0 }) / Double(truth)))
        }
        try ParquetTableReader.forEach(Rollout.self, from: path) { rollout throws(Fault) in
            guard rollout.kind == .answer else { return }
            let id = Array(rollout.question.utf8)
            if id != question {
                try end()
                question = id
                draws = []
            }
            draws.append(rollout.verdict == .right)
        }
        try end()
        self.rows = rows
    }
}
