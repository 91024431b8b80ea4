import Engine
import Images
import Records
import Rollouts
import Sampling
import Storage

extension SmallRun {
    /// Writes what a stage publishes, and says so in its receipt.
    ///
    /// - Returns: the names of its files.
    func content(
        _ stage: String, _ folder: String, _ receipt: inout Receipt
    ) throws -> [String] {
        switch stage {
        case "ingest": return try ingest(folder, &receipt)
        case "rollouts": return try rollouts(folder, &receipt)
        case "labels": return try labels(folder, &receipt)
        case "curriculum": return try curriculum(folder, &receipt)
        case last?.name: return []
        default: return try training(folder, &receipt)
        }
    }

    /// A picture of one colour.
    static let picture = PixelImage(
        width: 40, height: 30, pixels: [UInt8](repeating: 200, count: 40 * 30 * 3)
    ).png()

    var questions: [Question] {
        texts.indices.map { place in
            Question(
                id: "q\(place)", source: "shapes", split: "train", capability: .fine,
                text: texts[place], answer: answers[place],
                pictures: [
                    Picture(
                        digest: SHA256.digest(of: SmallRun.picture), format: .png, width: 40,
                        height: 30, shard: "s", offset: 0, byteCount: SmallRun.picture.count)
                ])
        }
    }

    private func ingest(_ folder: String, _ receipt: inout Receipt) throws -> [String] {
        try FileSystem.createFolder("\(folder)/shards")
        try FileSystem.write(SmallRun.picture, to: "\(folder)/shards/s.tar")
        let rejects = try ParquetTableWriter(
            "\(folder)/rejects.parquet",
            columns: [ParquetColumn("source", .string), ParquetColumn("reason", .string)])
        try rejects.append(["source": "shapes", "reason": "duplicate_row"])
        try rejects.close()
        receipt.accounting = Accounting(inputs: 4, outputs: 3, rejects: ["duplicate_row": 1])
        receipt.details = [
            "ingest": [
                "counts": [
                    [
                        "dataset": "shapes", "split": "train", "capability": "fine",
                        "questions": 3,
                    ]
                ]
            ]
        ]
        return ["rejects.parquet", "shards/s.tar"]
    }

    private func rollouts(_ folder: String, _ receipt: inout Receipt) throws -> [String] {
        try TableWriter<Question>.write(questions, to: "\(folder)/questions.jsonl")
        var rollouts: [Rollout] = []
        var groups: [DrawGroup] = []
        for (place, question) in questions.enumerated() {
            for draw in 0..<2 {
                let isRight = draw < 2 - place
                let answer = isRight ? question.answer : "</script><b>wrong"
                rollouts.append(
                    Rollout(
                        question: question.id, draw: draw, response: "it is \(answer)",
                        tokenCount: 3, finishReason: .stop, answer: answer,
                        verdict: isRight ? .right : .wrong, grader: "strict@1"))
            }
            groups.append(
                DrawGroup(
                    question: question.id, kind: .answer, asked: 2, wanted: place == 1 ? 6 : 2,
                    end: place == 1 ? .mixed : .allDrawn))
        }
        try ParquetTableWriter.write(
            rollouts, columns: Rollout.columns, to: "\(folder)/rollouts.parquet")
        try ParquetTableWriter.write(
            groups, columns: DrawGroup.columns, to: "\(folder)/groups.parquet")
        try ParquetTableWriter.write(
            [MissingDraw](), columns: MissingDraw.columns, to: "\(folder)/missing.parquet")
        receipt.details = [
            "kinds": ["answer": ["rollouts": 6, "right": 3, "not_gradable": 0, "missing": 0]]
        ]
        return ["questions.jsonl", "rollouts.parquet", "groups.parquet", "missing.parquet"]
    }

    private func labels(_ folder: String, _ receipt: inout Receipt) throws -> [String] {
        try TableWriter<Question>.write(questions, to: "\(folder)/questions.jsonl")
        let table = try PassRateWriter("\(folder)/pass_rates.parquet")
        for (place, question) in questions.enumerated() {
            var rate = PassRate(
                question: question.id, source: question.source, capability: .fine,
                counts: VerdictCounts(right: 2 - place, notRight: place),
                difficulty: SmallRun.difficulties[place])
            rate.alpha = Double(3 - place)
            rate.beta = Double(1 + place)
            rate.estimate.mean = Double(3 - place) / 4
            rate.estimate.mixed = [0.2, 0.9, 0.4][place]
            try table.append(rate)
        }
        try table.close()
        return ["questions.jsonl", "pass_rates.parquet"]
    }

    private func curriculum(_ folder: String, _ receipt: inout Receipt) throws -> [String] {
        try FileSystem.createFolder("\(folder)/phases")
        let columns = ["question", "source", "capability", "difficulty"].map {
            ParquetColumn($0, .string, isNullable: false)
        }
        for (file, place) in [("fine", 1), ("fine.control", 2)] {
            let table = try ParquetTableWriter(
                "\(folder)/phases/\(file).parquet",
                columns: columns + [ParquetColumn("replayed_from", .string)])
            try table.append([
                "question": .string("q\(place)"), "source": "shapes", "capability": "fine",
                "difficulty": .string(SmallRun.difficulties[place].rawValue),
                "replayed_from": .null,
            ])
            try table.close()
        }
        receipt.accounting = Accounting(
            inputs: 3, outputs: 1, rejects: ["easy_fine": 1, "hard_fine": 1])
        receipt.details = ["phases": [["name": "fine", "questions": 1]]]
        return ["phases/fine.parquet", "phases/fine.control.parquet"]
    }

    private func training(_ folder: String, _ receipt: inout Receipt) throws -> [String] {
        let columns = ["reward", "zero_advantage_groups", "kl"]
        let table = try ParquetTableWriter(
            "\(folder)/metrics.parquet",
            columns: [ParquetColumn("step", .int64)] + columns.map { ParquetColumn($0, .double) })
        for step in 1...12 {
            try table.append([
                "step": .integer(step), "reward": .real(Double(step) / 16),
                "zero_advantage_groups": .real(step <= 10 ? 0.5 : 0.25), "kl": .real(0.125),
            ])
        }
        try table.close()
        return ["metrics.parquet"]
    }
}
