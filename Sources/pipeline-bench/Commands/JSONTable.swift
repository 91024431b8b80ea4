import Ingest
import Manifests
import Records
import Storage

/// A table of questions that the JSON benchmark makes, and how it reads one.
enum JSONTable: String, CaseIterable {
    /// Nothing but what a question needs.
    case small
    /// A longer question with a sentence to place it, and three fields more.
    case usual

    private static let things = ["cup", "bicycle", "traffic light", "dog", "umbrella", "sign"]
    private static let colours = ["red", "dark green", "blue", "white", "yellow"]

    /// Writes so many rows.
    func write(_ count: Int, to path: String) throws(Fault) {
        // What this process held at once would count as the peak of those that it starts.
        var file = try BufferedFile(path: path)
        for number in 0..<count {
            let thing = JSONTable.things[number % JSONTable.things.count]
            let colour = JSONTable.colours[number % JSONTable.colours.count]
            var row: [JSONValue.Member] = [.init("qid", .string("q\(number)"))]
            switch self {
            case .small:
                row.append(.init("problem", .string("What colour is the \(thing)?")))
            case .usual:
                let text =
                    "<image>Look at the left half of the picture. What is the colour of the"
                    + " \(thing) that is nearest to the camera?"
                row.append(.init("problem", .string(text)))
            }
            row.append(.init("answer", .string(colour)))
            row.append(.init("images", .array([.string("train/\(number).jpg")])))
            if self == .usual {
                row.append(.init("key_word", .string(thing)))
                row.append(.init("width", .integer(448)))
                row.append(.init("height", .integer(336)))
            }
            try file.append { bytes in
                JSONValue.object(row).append(to: &bytes)
                bytes.append(0x0A)
            }
        }
        try file.close()
    }

    /// Reads a table's questions; the outcome's bytes are those of questions and answers.
    static func read(_ path: String) throws(Fault) -> ShardsOutcome {
        var outcome = ShardsOutcome(
            count: 0, processorSeconds: 0, openMilliseconds: 0, byteCount: 0)
        let dataset = try PictureCorpus.jpeg(".", validate: .header)
        let before = ResourceUsage.ownSeconds
        var reader = try QuestionReader(dataset)
        let file = try MappedFile(path)
        try reader.forEach(
            in: ByteSlice(file, 0..<file.count), name: path, layout: .lines, split: "train"
        ) { question in
            guard let question else { return }
            outcome.count += 1
            outcome.byteCount += question.text.utf8.count + question.answer.utf8.count
        }
        outcome.processorSeconds = ResourceUsage.ownSeconds - before
        return outcome
    }
}
