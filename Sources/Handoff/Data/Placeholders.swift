public import Records

/// Where a question's pictures go in its text.
public enum Placeholders {
    /// What marks a picture's place, for every trainer.
    public static let mark = "<image>"

    /// A question's text with a mark a picture, or without marks where the trainer puts pictures
    /// first.
    ///
    /// Marks that the text has stay where they are; without any, the pictures come first.
    ///
    /// - Throws: a `Fault` where the text has another number of marks than the question pictures, or
    ///   has them where the trainer does not look.
    public static func text(
        of question: Question, _ form: TargetFacts.TextForm, _ instruction: Instruction
    ) throws(Fault) -> String {
        let pieces = question.text.split(separator: mark, omittingEmptySubsequences: false)
        let (found, wanted) = (pieces.count - 1, question.pictures.count)
        guard found == 0 || found == wanted else {
            throw Fault(
                .badInput,
                "`\(question.id)` has \(count(found, "`\(mark)`")) in its text and "
                    + count(wanted, "picture"),
                remedy: "write one `\(mark)` a picture, or none to put the pictures first")
        }
        switch form {
        case .text, .conversation:
            if found > 0 { return instruction.around(question.text) }
            return String(repeating: mark, count: wanted) + instruction.around(question.text)
        case .picturesFirst:
            let isLeading = pieces.dropLast().allSatisfy { $0.allSatisfy(\.isWhitespace) }
            guard isLeading else {
                throw Fault(
                    .badInput, "`\(question.id)` has a picture within its text",
                    remedy: "TRL puts pictures before the text: hand the phase to another trainer, "
                        + "or leave the question out")
            }
            return instruction.around(String((pieces.last ?? "").drop(while: \.isWhitespace)))
        }
    }

    private static func count(_ number: Int, _ name: String) -> String {
        "\(number) \(name)\(number == 1 ? "" : "s")"
    }
}
