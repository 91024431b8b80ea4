import Grading
import Images
import Records
import Rewards
import Storage

@testable import Handoff

/// A small phase: a question with one picture, one with two, one without.
struct Phase {
    var questions: [Question]
    private var files: [Digest: [UInt8]] = [:]

    init() {
        let (wide, tall) = (Phase.png(56, 28), Phase.png(28, 84))
        let pictures = [wide, tall].map { Phase.picture($0) }
        questions = [
            Question(
                id: "q0", source: "s", split: "train", capability: .coarse, text: "What is it?",
                answer: "a \"car\"", keywords: ["car", "road"], pictures: [pictures[0].picture]),
            Question(
                id: "q1", source: "s", split: "train", capability: .fine,
                text: "<image><image>\nWhich is taller?", answer: "B", choices: ["one", "two"],
                keywords: ["two"], pictures: pictures.map(\.picture)),
            Question(
                id: "q2", source: "s", split: "train", capability: .reasoning,
                text: "How much is 2 + 2?", answer: "4", keywords: ["four"]),
        ]
        for (picture, bytes) in pictures { files[picture.digest] = bytes }
    }

    /// The bytes of a picture.
    func bytes(_ picture: Picture) throws(Fault) -> [UInt8] {
        guard let bytes = files[picture.digest] else {
            throw Fault(.noInput, "there is no picture \(picture.digest.short)")
        }
        return bytes
    }

    mutating func replace(_ picture: Picture, by bytes: [UInt8]) { files[picture.digest] = bytes }

    /// Where a text that was looked at is kept.
    static func golden(_ name: String) -> String {
        let tests = #filePath.split(separator: "/").dropLast(2).map { "/\($0)" }.joined()
        return "\(tests)/Golden/\(name)"
    }

    /// A picture of one colour.
    static func png(_ width: Int, _ height: Int) -> [UInt8] {
        let pixels = [UInt8](repeating: 99, count: width * height * 3)
        return PixelImage(width: width, height: height, pixels: pixels).png()
    }

    static func picture(_ bytes: [UInt8]) -> (picture: Picture, bytes: [UInt8]) {
        guard let header = try? ImageHeader.read(bytes) else { preconditionFailure("no picture") }
        let picture = Picture(
            digest: SHA256.digest(of: bytes), format: header.format, width: header.width,
            height: header.height, shard: "train-00000", offset: 0, byteCount: bytes.count)
        return (picture, bytes)
    }

    /// PeBR-R1's second reward.
    static let reward = RewardFile(
        RewardRecipe(weights: [.accuracy: 0.9, .format: 0.1], lengthLimit: 512),
        grader: Grader(format: .pebr, equivalence: .mathruler, gradesWholeResponse: true))

    /// PeBR-R1's first reward, its descriptions scored by a server.
    static func aligned(by url: String) -> RewardFile {
        RewardFile(
            RewardRecipe(
                weights: [.alignment: 0.4, .keywords: 0.4, .format: 0.1, .length: 0.1],
                lengthLimit: 512, keywordMatch: .substring),
            grader: Grader(format: .pebr, equivalence: .mathruler, gradesWholeResponse: true),
            embeddings: EmbeddingServer(url: url, model: "clip", threshold: 0.5))
    }

    /// Settings that three questions satisfy.
    static func settings(_ target: TrainerTarget) -> TrainerSettings {
        var settings = TrainerSettings(model: "Qwen/Qwen2.5-VL-7B-Instruct")
        settings.rolloutBatch = 2
        settings.updateBatch = 1
        settings.gpus = 2
        settings.microBatch = 2
        settings.clipHigh = 0.3
        settings.shuffles = !target.facts.keepsOrder
        if !target.facts.savesLastStep { settings.saveEvery = 1 }
        if target.facts.takesPixelBounds { settings.pixels = 576...802_816 }
        return settings
    }

    static func handoff(_ target: TrainerTarget) -> PhaseHandoff {
        PhaseHandoff(
            phase: "coarse perception", target: target, settings: settings(target),
            reward: reward, instruction: Instruction(behind: "\nAnswer in a box."))
    }

    /// Writes the phase.
    func write(_ handoff: PhaseHandoff, to folder: String) throws(Fault) -> [Fault] {
        try outcome(of: handoff, in: folder).faults
    }

    /// Writes the phase, and says what came of it.
    func outcome(
        of handoff: PhaseHandoff, in folder: String
    ) throws(Fault) -> PhaseHandoff.Outcome {
        try handoff.write(
            to: folder,
            questions: { (take: (Question) throws(Fault) -> Void) throws(Fault) in
                for question in questions { try take(question) }
            }, bytes: { (picture) throws(Fault) in try bytes(picture) })
    }

    /// The phase without what a target cannot take.
    static func suiting(_ target: TrainerTarget) -> Phase {
        var phase = Phase()
        if target.facts.needsPictures {
            phase.questions[2].pictures = phase.questions[0].pictures
        }
        guard !target.facts.takesPictures else { return phase }
        for index in phase.questions.indices {
            phase.questions[index].pictures = []
            phase.questions[index].text.replace(Placeholders.mark, with: "")
        }
        return phase
    }
}
