import ArgumentParser
import Grading
import Records
import Storage

/// `grade`: verdicts on pairs of answers, beside mathruler.
struct GradeBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "grade", abstract: "Verdicts on pairs of answers, on one thread.",
        discussion: "`mix` is every pair of the file, `plain` those whose two texts are the same"
            + " (a space is added to one of them, so that comparing texts does not do).")

    @Argument(help: "Lines of JSON with `given` and `gold`.")
    var file: String

    @Flag(help: "Measure mathruler as well (scripts/python-peers).")
    var peers = false

    @Option(help: "Repetitions; the median is printed.")
    var repetitions = 5

    private struct Pair {
        var given: String
        var gold: String
    }

    func run() throws {
        let pairs = try read()
        let python = peers ? try ChildProcess.python("mathruler") : nil
        var table = ResultTable("grade", "pairs", "right", "verdicts/cpu s", "of mathruler")
        for mode in ["mix", "plain"] {
            let chosen =
                mode == "mix"
                ? pairs
                : pairs.filter { $0.given == $0.gold }.map {
                    Pair(given: $0.given + " ", gold: $0.gold)
                }
            guard !chosen.isEmpty else { continue }
            var theirs: Double?
            if let python {
                let command = [python, "scripts/peers/bench_grade.py", file, mode]
                let line = String(decoding: try ChildProcess.run(command).output, as: UTF8.self)
                theirs = line.split(whereSeparator: \.isWhitespace).last.flatMap { Double($0) }
            }
            for rule in Equivalence.all {
                let (right, rate) = measure(rule, chosen)
                table.add(
                    "\(mode), \(rule.identifier)", "\(chosen.count)", "\(right)",
                    Figure.fixed(rate, 0), theirs.map { Figure.fixed(rate / $0, 1) } ?? "-")
            }
            if let theirs {
                table.add("\(mode), mathruler 0.1.0", "", "", Figure.fixed(theirs, 0), "1.0")
            }
        }
        table.print()
    }

    private func read() throws(Fault) -> [Pair] {
        let reader = try LineReader(file)
        var pairs: [Pair] = []
        while let line = try reader.next() {
            let row = try JSONReader.parse(line, file: file)
            guard let given = row["given"]?.stringValue, let gold = row["gold"]?.stringValue else {
                throw Fault(.badInput, "a line has no `given` or no `gold`")
            }
            pairs.append(Pair(given: given, gold: gold))
        }
        return pairs
    }

    /// How many are right, and the median of verdicts per processor second.
    private func measure(_ rule: Equivalence, _ pairs: [Pair]) -> (right: Int, rate: Double) {
        // Enough for the clock.
        let rounds = max(1, 50_000 / pairs.count)
        var rates: [Double] = []
        var right = 0
        for _ in 0...repetitions {
            right = 0
            let before = ResourceUsage.ownSeconds
            for _ in 0..<rounds {
                for pair in pairs
                where rule.verdict(given: pair.given, gold: pair.gold) == .right {
                    right += 1
                }
            }
            let seconds = ResourceUsage.ownSeconds - before
            rates.append(Double(rounds * pairs.count) / seconds)
        }
        return (right / rounds, rates.dropFirst().sorted()[repetitions / 2])
    }
}
