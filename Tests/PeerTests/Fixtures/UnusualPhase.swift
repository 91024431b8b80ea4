import Grading
import Handoff
import Images
import Records
import Rewards
import Storage

/// A phase whose questions have one, two and no pictures, and texts that quoting breaks on.
struct UnusualPhase {
    private static let behind = "\nAnswer in <answer> tags."
    private(set) var questions: [Question] = []
    private var files: [Digest: [UInt8]] = [:]
    private var seen: [Digest: SeenRow.Picture] = [:]
    private let target: TrainerTarget

    init(for target: TrainerTarget) {
        self.target = target
        let (wide, tall) = (picture(56, 28), picture(28, 84))
        add(#"Wie heißt "das" <b>? {{x}} {} \n \ 日本 'q' $HOME & %s"#, [wide])
        add("<image>\n<image>\nWhich is taller?\nThe second\tline.", [tall, wide])
        add("How much is 2 + 2, if 1 < 2?", [])
        if target != .trl { add("Is <image> above <image>?", [wide, tall]) }
        add("Cafe\u{301} or caf\u{e9}?", [tall])
    }

    private mutating func add(_ text: String, _ pictures: [Picture]) {
        let number = questions.count
        questions.append(
            Question(
                id: "q \"\(number)\" é", source: "s", split: "train", capability: .fine, text: text,
                answer: "a \"<b>\"\n\\ \(number)", choices: number == 1 ? ["<", "'"] : [],
                keywords: ["road \(number)"], pictures: pictures))
    }

    private mutating func picture(_ width: Int, _ height: Int) -> Picture {
        let pixels = (0..<width * height * 3).map { UInt8(truncatingIfNeeded: $0 / 3 * 7 + $0 % 3) }
        let bytes = PixelImage(width: width, height: height, pixels: pixels).png()
        let digest = SHA256.digest(of: bytes)
        files[digest] = bytes
        seen[digest] = .init(
            width: width, height: height, pixels: SHA256.digest(of: pixels).hex)
        return Picture(
            digest: digest, format: .png, width: width, height: height, shard: "train-00000",
            offset: 0, byteCount: bytes.count)
    }

    /// Writes the phase, which nothing may be wrong with.
    func write(to folder: String) throws(Fault) -> [Fault] {
        var settings = TrainerSettings(model: "some/model")
        settings.rolloutBatch = 2
        settings.updateBatch = 2
        settings.group = 4
        settings.gpus = 1
        settings.microBatch = 2
        settings.shuffles = target == .openRLHF
        settings.saveEvery = 1
        let handoff = PhaseHandoff(
            phase: "it's <unusual>", target: target, settings: settings,
            reward: RewardFile(
                RewardRecipe(weights: [.accuracy: 1], lengthLimit: 512),
                grader: Grader(format: .pebr, equivalence: .mathruler, gradesWholeResponse: true)),
            instruction: Instruction(behind: Self.behind))
        return try handoff.write(
            to: folder,
            questions: { (take: (Question) throws(Fault) -> Void) throws(Fault) in
                for question in questions { try take(question) }
            },
            bytes: { (picture) throws(Fault) in
                guard let bytes = files[picture.digest] else {
                    throw Fault(.noInput, "there is no picture \(picture.digest.short)")
                }
                return bytes
            }
        ).faults
    }

    /// What the trainer has to see.
    var rows: [SeenRow] {
        questions.enumerated().map { index, question in
            SeenRow(
                qid: question.id, index: index, text: text(question), answer: question.answer,
                choices: question.choices, keywords: question.keywords,
                pictures: question.pictures.compactMap { seen[$0.digest] })
        }
    }

    private func text(_ question: Question) -> String {
        let mark = "<image>"
        let hasMarks = question.text.contains(mark)
        let leading = hasMarks ? "" : String(repeating: mark, count: question.pictures.count)
        let text = leading + question.text + Self.behind
        switch target {
        case .trl:
            // Pictures come first, without what stood between them.
            guard hasMarks else { return text }
            return String(repeating: mark, count: question.pictures.count)
                + (text.split(separator: mark).last ?? "").drop(while: \.isWhitespace)
        case .openRLHF where !question.pictures.isEmpty:
            // OpenRLHF takes white space off around pictures.
            return text.split(separator: mark, omittingEmptySubsequences: false).map { piece in
                let start = piece.drop(while: \.isWhitespace)
                return String(start.reversed().drop(while: \.isWhitespace).reversed())
            }.joined(separator: mark)
        default: return text
        }
    }
}
