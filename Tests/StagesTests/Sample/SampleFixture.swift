import Engine
import Glibc
import Grading
import Manifests
import Records
import Rollouts
import Storage

@testable import Sampling
@testable import Stages

/// Folders with what rollout and sample stages publish, removed with the last reference to it.
final class SampleFixture: Sendable {
    let root: String

    init() throws {
        root = "/tmp/sample-tests-\(getpid())-\(UInt64.random(in: .min ... .max))"
        try FileSystem.createFolder(root)
    }

    deinit { try? FileSystem.remove(root) }

    /// A question with answers by their verdicts: `r` right, `w` wrong, `n` without an answer, `f` the
    /// same but right in another format, `t` truncated, `-` one that never came.
    static func draws(
        _ id: String, _ verdicts: String, source: String = "s", wanted: Int? = nil,
        end: DrawGroup.End = .allDrawn, provenance: String = "p"
    ) -> QuestionDraws {
        var draws = QuestionDraws(
            question: Question(
                id: id, source: source, split: "train", capability: .fine, text: "?", answer: "0"),
            group: DrawGroup(
                question: id, kind: .answer, asked: verdicts.utf8.count,
                wanted: wanted ?? verdicts.utf8.count, end: end))
        for (draw, letter) in verdicts.enumerated() {
            if letter == "-" {
                draws.missing.append(
                    MissingDraw(
                        question: id, kind: .answer, draw: draw, reason: "timeout", detail: ""))
                continue
            }
            let verdict: Verdict =
                switch letter {
                case "r": .right
                case "w": .wrong
                case "t": .truncated
                default: .noAnswerFound
                }
            draws.answers.append(
                Rollout(
                    question: id, draw: draw, response: "x", tokenCount: 1, finishReason: .stop,
                    // Wrong answers differ from each other.
                    answer: verdict == .wrong ? "\(draw + 1)" : nil, verdict: verdict,
                    isRightButFormat: letter == "f" ? true : nil, grader: "strict@1",
                    provenance: provenance))
        }
        return draws
    }

    /// A rollout of another kind.
    static func rollout(
        _ kind: RolloutKind, _ draw: Int, of id: String, _ verdict: Verdict, parent: Int? = nil
    ) -> Rollout {
        Rollout(
            question: id, kind: kind, draw: draw, parent: parent, response: "x", tokenCount: 1,
            finishReason: .stop, verdict: verdict, statesAnswer: parent.map { _ in false },
            provenance: "p")
    }

    /// Writes what a rollout stage publishes: in each unit, answers come before what other passes drew.
    func rollouts(
        _ name: String, _ units: [[QuestionDraws]], rejects: [Reject] = []
    ) throws -> String {
        let folder = "\(root)/\(name)"
        try FileSystem.createFolder(folder)
        let all = units.flatMap { $0 }
        try TableWriter<Question>.write(all.map(\.question), to: folder + "/questions.jsonl")
        try TableWriter<Reject>.write(rejects, to: folder + "/rejects.jsonl")
        let rows = units.flatMap { unit in
            unit.flatMap(\.answers) + unit.flatMap(\.blind) + unit.flatMap(\.described)
        }
        let groups = units.flatMap { unit in
            unit.map(\.group) + SampleFixture.groups(.blind, unit.flatMap(\.blind))
                + SampleFixture.groups(.description, unit.flatMap(\.described))
        }
        try ParquetTableWriter.write(
            rows, columns: Rollout.columns, to: folder + "/rollouts.parquet")
        try ParquetTableWriter.write(
            groups, columns: DrawGroup.columns, to: folder + "/groups.parquet")
        try ParquetTableWriter.write(
            all.flatMap(\.missing), columns: MissingDraw.columns, to: folder + "/missing.parquet")
        return folder
    }

    private static func groups(_ kind: RolloutKind, _ rollouts: [Rollout]) -> [DrawGroup] {
        rollouts.filter { $0.draw == 0 }.map {
            DrawGroup(question: $0.question, kind: kind, asked: 1, wanted: 1, end: .allDrawn)
        }
    }

    /// What a sample stage makes of it.
    struct Labelled {
        var folder: String
        var outcome: SampleRun.Outcome
        var rates: [PassRate]

        /// The lines of the summary, joined.
        var summary: String { (outcome.details["summary"]?.strings ?? []).joined(separator: "\n") }
        /// The notices, joined.
        var notices: String { outcome.notices.joined(separator: "\n") }
    }

    /// Labels what a rollout stage published.
    func label(
        _ rollouts: String, as name: String = "labels", previous: String? = nil,
        trained: [String] = [], _ change: (inout SampleSettings) -> Void = { _ in }
    ) throws -> Labelled {
        let folder = "\(root)/\(name)"
        try FileSystem.createFolder(folder)
        var settings = SampleSettings()
        change(&settings)
        let run = try SampleRun(
            settings, Grader(format: .boxed), rollouts: rollouts, previous: previous,
            trained: trained, output: folder, workFolder: root)
        let outcome = try run.label()
        if previous == nil {
            try FileSystem.hardLink(
                rollouts + "/questions.jsonl", at: folder + "/questions.jsonl")
        }
        return Labelled(
            folder: folder, outcome: outcome,
            rates: try ParquetTableReader.read(
                PassRate.self, from: folder + "/pass_rates.parquet"))
    }
}
