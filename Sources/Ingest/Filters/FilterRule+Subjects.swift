import Manifests
import Records

extension FilterRule.Column {
    /// The texts of the column.
    func texts(of question: Question) -> [String] {
        switch self {
        case .id: [question.id]
        case .split: [question.split]
        case .capability: [question.capability.rawValue]
        case .question: [question.text]
        case .answer: [question.answer]
        case .choices: question.choices
        case .keywords: question.keywords
        case .target: question.target.map { [$0] } ?? []
        case .textOnlyTarget: question.textOnlyTarget.map { [$0] } ?? []
        }
    }
}

extension FilterRule.Measure {
    /// Whether it is measured of pictures, and so not known before they are read.
    var isOfPictures: Bool {
        switch self {
        case .pictureWidth, .pictureHeight, .pictureSide, .pictureAspect, .pictureBytes,
            .pictureCount:
            true
        case .questionLength, .answerLength: false
        }
    }

    /// The numbers, one for each picture where it is measured of each; nothing where pictures are
    /// needed and not read.
    func numbers(of subject: FilterSubject) -> [Double]? {
        switch self {
        case .questionLength: [length(of: subject.question.text)]
        case .answerLength: [length(of: subject.question.answer)]
        case .pictureCount: subject.pictures.map { [Double($0.count)] }
        case .pictureWidth: subject.pictures?.map { Double($0.width) }
        case .pictureHeight: subject.pictures?.map { Double($0.height) }
        case .pictureSide: subject.pictures?.map { Double(min($0.width, $0.height)) }
        case .pictureBytes: subject.pictures?.map { Double($0.byteCount) }
        case .pictureAspect:
            subject.pictures?.map {
                Double(max($0.width, $0.height)) / Double(max(1, min($0.width, $0.height)))
            }
        }
    }

    private func length(of text: String) -> Double {
        // Every scalar has one byte that is no continuation.
        var count = 0
        for byte in text.utf8 where byte & 0xC0 != 0x80 { count += 1 }
        return Double(count)
    }
}
