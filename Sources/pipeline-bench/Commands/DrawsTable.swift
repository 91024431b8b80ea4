import Records
import Storage

/// The draws of many questions, as a policy might have made them: a quarter of the questions is nearly
/// always answered right, a sixth hardly ever.
struct DrawsTable {
    let questions: Int
    let draws: Int
    /// The number of the first question, of a shard of a larger table.
    var first = 0

    private static let sources = ["geometry3k", "chartqa", "easy-vqa", "shapes", "a-okvqa", "tqa"]
    private static let capabilities = ["coarse", "fine", "reasoning"]

    /// Calls `body` with each question's number and how many of its draws are right.
    private func forEach(
        _ body: (Int, Double, inout CounterGenerator) throws(Fault) -> Void
    ) throws(Fault) {
        var random = CounterGenerator(first == 0 ? Seed(6) : Seed(6).deriving(first))
        for number in first..<(first + questions) {
            let place = random.uniform()
            let rate =
                place < 0.25
                ? 0.9 + 0.1 * random.uniform()
                : place < 0.4 ? 0.05 * random.uniform() : random.uniform()
            try body(number, rate, &random)
        }
    }

    private static func id(_ number: Int) -> String {
        let digits = "\(number)"
        let zeros = String(repeating: "0", count: max(0, 8 - digits.utf8.count))
        return sources[number / 1000 % sources.count] + "-train-" + zeros + digits
    }

    /// What rows of many questions share.
    private struct Row: TableRow {
        var source: String
        var capability: String
        var isRight: Bool

        static let columns = ["question", "source", "capability", "verdict"].map {
            ParquetColumn($0, .string, isNullable: false)
        }

        init(source: String, capability: String, isRight: Bool) {
            self.source = source
            self.capability = capability
            self.isRight = isRight
        }

        init(json: JSONValue) throws(Fault) {
            source = try json.column("source", \.stringValue)
            capability = try json.column("capability", \.stringValue)
            isRight = try json.column("verdict", \.stringValue) == "right"
        }

        var json: JSONValue {
            [
                "question": "", "source": .string(source), "capability": .string(capability),
                "verdict": isRight ? "right" : "wrong",
            ]
        }
    }

    /// Writes a row for each draw.
    func write(parquet path: String) throws(Fault) {
        let table = try ParquetPatternWriter(path, columns: Row.columns)
        let sources = DrawsTable.sources
        let capabilities = DrawsTable.capabilities
        for source in sources {
            for capability in capabilities {
                for isRight in [false, true] {
                    _ = try table.add(
                        Row(source: source, capability: capability, isRight: isRight))
                }
            }
        }
        try forEach { number, rate, random throws(Fault) in
            let id = ByteSlice(Array(DrawsTable.id(number).utf8))
            let source = number / 1000 % sources.count
            let kind = source * capabilities.count + number % capabilities.count
            for _ in 0..<draws {
                let isRight = random.uniform() < rate
                try table.append(id, pattern: kind * 2 + (isRight ? 1 : 0))
            }
        }
        try table.close()
    }

    /// Writes rollouts and a data set as PeBR-R1's script reads them.
    func write(lines folder: String) throws(Fault) {
        var rollouts = try BufferedFile(path: folder + "/draws.jsonl")
        var dataset = try BufferedFile(path: folder + "/dataset.json")
        try forEach { number, rate, random throws(Fault) in
            let id = DrawsTable.id(number)
            for _ in 0..<draws {
                let accuracy = random.uniform() < rate ? "1.0" : "0.0"
                try rollouts.append { bytes in
                    bytes += "{\"response\":\"### The final answer is: red\",".utf8
                    bytes += "\"ground_truth\":\"red\",\"qid\":\"\(id)\",".utf8
                    bytes += "\"score\":{\"accuracy\":\(accuracy)}}\n".utf8
                }
            }
            try dataset.append { bytes in
                bytes += (number == first ? "[\n" : ",\n").utf8
                bytes += "{\"qid\":\"\(id)\",\"problem\":\"<image>What colour is it?\",".utf8
                bytes += "\"answer\":\"red\",\"images\":[\"\(number).jpg\"]}".utf8
            }
        }
        try dataset.append { $0 += "\n]\n".utf8 }
        try rollouts.close()
        try dataset.close()
    }
}
