public import Records
import Storage

/// Writes a phase's rows and pictures for a trainer, in the order in which they come, in the memory of
/// a row and a picture.
public struct PhaseData: ~Copyable {
    /// What was written.
    public struct Summary: Sendable, Hashable {
        /// The rows.
        public var rowCount = 0
        /// The files of pictures; the pictures, where the rows hold them.
        public var pictureCount = 0
        /// The most pictures of a row.
        public var mostPictures = 0
    }

    /// What was written so far.
    public private(set) var summary = Summary()
    private let facts: TargetFacts
    private let phase: String
    private let folder: String
    private let pictures: PictureFiles
    private let labelsNamePictures: Bool
    private var rows: RowFile

    /// The name of the file of rows to validate on.
    static func validationFile(_ facts: TargetFacts) -> String { "validation-" + facts.dataFile }

    /// Begins the files of a phase.
    ///
    /// - Parameters:
    ///   - phase: the phase's name, which each row's label tells.
    ///   - target: who reads them.
    ///   - folder: a folder that is there and not published yet.
    ///   - labelsNamePictures: whether labels say where the pictures are.
    ///   - bytes: the bytes of a picture, as its source wrote them.
    /// - Throws: a `Fault` where the folder cannot be written.
    public init(
        phase: String, for target: TrainerTarget, in folder: String,
        labelsNamePictures: Bool = false, bytes: @escaping (Picture) throws(Fault) -> [UInt8]
    ) throws(Fault) {
        let facts = target.facts
        let pictures = try PictureFiles(in: folder, bytes: bytes)
        rows = try RowFile("\(folder)/\(facts.dataFile)", facts, pictures: pictures)
        self.facts = facts
        self.phase = phase
        self.folder = folder
        self.pictures = pictures
        self.labelsNamePictures = labelsNamePictures
    }

    /// Adds a question, with its text as the trainer wants it marked (`Placeholders.text`).
    ///
    /// A trainer that cannot do without rows to validate on gets the first, marked so that it counts
    /// for nothing.
    ///
    /// - Throws: a `Fault` where a picture cannot be read, or something not be written.
    public mutating func add(_ question: Question, text: String) throws(Fault) {
        let index = summary.rowCount
        if facts.pictureForm == .bytes, !labelsNamePictures {
            summary.pictureCount += question.pictures.count
        } else {
            for picture in question.pictures where try pictures.add(picture) {
                summary.pictureCount += 1
            }
        }
        var label = AnswerLabel(question, phase: phase, namesPictures: labelsNamePictures)
        try rows.append(label, index: index, text: text)
        if index == 0, facts.needsValidation {
            label.isValidation = true
            var file = try RowFile(
                "\(folder)/\(PhaseData.validationFile(facts))", facts, pictures: pictures)
            try file.append(label, index: 0, text: text)
            try file.close()
        }
        summary.rowCount += 1
        summary.mostPictures = max(summary.mostPictures, question.pictures.count)
    }

    /// Writes what is left.
    ///
    /// - Throws: a `Fault` where the disk refuses.
    public mutating func close() throws(Fault) { try rows.close() }
}
