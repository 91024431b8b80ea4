/// Why a text is refused or reported; the names are those of rejects and of the report.
public enum TextReason: String, Sendable, Hashable, CaseIterable {
    /// There is no question beside blanks, invisible characters and tags.
    case missingQuestion = "missing_question"
    /// There is no answer.
    case missingAnswer = "missing_answer"
    /// The row names no picture.
    case missingImage = "missing_image"
    /// The row names too many pictures.
    case tooManyImages = "too_many_images"
    /// A text is longer than any prompt or response.
    case tooLong = "too_long"
    /// A text holds a NUL or another control character, or one without a shape.
    case controlCharacter = "control_char"
    /// A text holds a token that chat templates act on.
    case specialToken = "special_token"
    /// The `<image>` tags are not as many as the pictures.
    case imageTagMismatch = "image_tag_mismatch"
    /// The question has no `<image>` tag, in a data set whose rows have them.
    case imageTagMissing = "image_tag_missing"
    /// A text holds the replacement character, which a wrong conversion leaves.
    case replacementCharacter = "replacement_char"
    /// A text is not in Unicode's composed form.
    case unicodeNormalisation = "unicode_normalisation"
    /// An answer holds characters that look like ASCII and are not.
    case unicodeLookalike = "unicode_lookalike"
    /// A question of one character or of one character repeated, or a letter under many marks.
    case degenerate
    /// The question gives its answer away.
    case answerLeak = "answer_leak"
    /// The answer is a list of several.
    case listAnswer = "list_answer"
    /// The answer is a number that is none, or is infinite.
    case numericAnswer = "numeric_answer"
    /// The answer is an object, or a list of something else than answers.
    case wrongType = "wrong_type"
}
