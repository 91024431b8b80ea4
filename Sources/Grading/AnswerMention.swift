/// Whether a text, such as the description of a picture, states a question's answer: then a right
/// answer from that text says nothing of how much the text describes.
public enum AnswerMention {
    /// Whether the gold answer, or the option that it names, stands in a text as whole words.
    ///
    /// Yes and no, true and false, and the letter of an option are no answers that a description
    /// states: they stand in texts that say nothing of the question. A letter stands for its option's
    /// text.
    public static func isStated(in text: String, gold: String, choices: [String]) -> Bool {
        let answer = answer(gold, choices)
        return !commonplaces.contains(answer) && isHeld(by: text, gold: gold, choices: choices)
    }

    /// Whether the gold answer, or the option that it names, stands in a text as whole words, whatever
    /// it is.
    public static func isHeld(by text: String, gold: String, choices: [String]) -> Bool {
        let answer = answer(gold, choices)
        return !answer.isEmpty && contains(words(of: text), answer)
    }

    /// Whether a text ends in the gold answer, or in the option that it names.
    public static func isLast(in text: String, gold: String, choices: [String]) -> Bool {
        let answer = answer(gold, choices)
        return !answer.isEmpty && words(of: text).suffix(answer.count).elementsEqual(answer)
    }

    /// Whether a text marks an answer as one, rightly or not, as any response format does, or holds a
    /// section's tag: it is no mere description then.
    public static func isMarked(in text: String) -> Bool {
        let lowered = text.lowercased()
        return marks.contains { lowered.contains($0) }
            || ResponseFormat.free.parse(text, finished: true).answer != nil
    }

    private static let marks = ["\\boxed", "<answer", "<think", "<description", "</"]

    /// The words of the gold answer, or of the option that it names.
    private static func answer(_ gold: String, _ choices: [String]) -> [[UInt8]] {
        let answer = words(of: gold)
        return letter(answer, choices).map { words(of: choices[$0]) } ?? answer
    }

    private static let commonplaces: [[[UInt8]]] = ["yes", "no", "true", "false"].map {
        [Array($0.utf8)]
    }

    /// The option that a single letter names.
    private static func letter(_ answer: [[UInt8]], _ choices: [String]) -> Int? {
        guard answer.count == 1, answer[0].count == 1, let letter = answer[0].first,
            letter >= UInt8(ascii: "a")
        else { return nil }
        let place = Int(letter - UInt8(ascii: "a"))
        return place < choices.count ? place : nil
    }

    private static func contains(_ text: [[UInt8]], _ part: [[UInt8]]) -> Bool {
        guard part.count <= text.count else { return false }
        return (0...(text.count - part.count)).contains { text[$0...].starts(with: part) }
    }

    /// Lower-cased words: runs of letters and digits, with the point or comma inside a number.
    static func words(of text: String) -> [[UInt8]] {
        let bytes = Array(text.lowercased().utf8)
        var words: [[UInt8]] = []
        var word: [UInt8] = []
        for (place, byte) in bytes.enumerated() {
            let isInNumber =
                (byte == UInt8(ascii: ".") || byte == UInt8(ascii: ","))
                && word.last.map(isDigit) == true
                && place + 1 < bytes.count && isDigit(bytes[place + 1])
            if isInNumber || isDigit(byte) || byte >= 0x80 || (0x61...0x7A).contains(byte) {
                word.append(byte)
            } else if !word.isEmpty {
                words.append(word)
                word = []
            }
        }
        return word.isEmpty ? words : words + [word]
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
