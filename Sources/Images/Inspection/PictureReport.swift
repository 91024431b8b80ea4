public import Records

/// What a picture is, and which bytes of it to store.
public struct PictureReport: Sendable, Hashable {
    /// The format of the bytes to store.
    public var format: Picture.Format
    /// The format of the source.
    public var source: SourceFormat
    /// Width in pixels of what is stored.
    public var width: Int
    /// Height in pixels of what is stored.
    public var height: Int
    /// The bytes to store; nothing where the source's are stored untouched.
    public var replacement: [UInt8]?
    /// What is odd or was changed, each once, in the order of their declaration.
    public private(set) var notes: [PictureNote]
    /// What the picture looks like, if asked for; nothing where it is of one colour.
    public var hash: PerceptualHash?

    init(
        format: Picture.Format, source: SourceFormat, width: Int, height: Int,
        replacement: [UInt8]?, notes: [PictureNote], hash: PerceptualHash?
    ) {
        self.format = format
        self.source = source
        self.width = width
        self.height = height
        self.replacement = replacement
        self.notes = []
        self.hash = hash
        add(notes)
    }

    /// Adds notes, each once and in order.
    mutating func add(_ more: [PictureNote]) {
        guard !more.isEmpty else { return }
        notes = PictureNote.allCases.filter { notes.contains($0) || more.contains($0) }
    }
}
