/// Questions to look at: their pictures, answers and verdicts.
public struct QuestionGallery: Sendable {
    /// Of each label how many questions there are, how many are listed and how many with a picture.
    public var counts: ReportSection
    /// The questions that are listed, those with a picture first, otherwise in the order of the labels'
    /// table; empty where none were asked for.
    public var rows: [GalleryRow]
    /// Small pictures, each a JPEG file, by the place of their row in `rows`; nothing for rows without.
    public var thumbnails: [[UInt8]?]

    /// More questions than this are not listed.
    public static let mostRows = 100_000
    /// More questions than this have no picture.
    public static let mostPictures = 3_000
}
