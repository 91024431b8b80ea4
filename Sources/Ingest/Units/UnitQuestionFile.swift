import Records
import Storage

/// The file of a unit's questions. Joining units reads it without parsing a text again.
///
/// The magic `pipequn` and a NUL; then of each question seven numbers of 32 bits (its row, its
/// capability, the bytes of its id, its pictures, the bytes of its notes, the bytes of its text, the
/// gap in that), its id, its pictures (SHA-256 as four numbers of 64 bits; format, width and height: 32 bits; place and length:
/// 64 bits), its notes with a line end after each, and its text. All little-endian.
struct UnitQuestionFile: ~Copyable {
    private var file: BufferedFile

    static let magic = Array("pipequn\0".utf8)
    private static let headSize = 28
    private static let pictureSize = 60

    /// Makes or empties the file.
    init(path: String) throws(Fault) {
        var opened = try BufferedFile(path: path)
        try opened.append { $0 += UnitQuestionFile.magic }
        file = opened
    }

    /// Adds a question.
    mutating func append(_ question: UnitQuestion) throws(Fault) {
        try file.append { question.append(to: &$0) }
    }

    /// Writes what is left.
    mutating func close() throws(Fault) { try file.close() }

    /// The questions of a file, in order.
    ///
    /// - Throws: a `Fault` where it cannot be read or is damaged.
    static func read(_ path: String) throws(Fault) -> [UnitQuestion] {
        var questions: [UnitQuestion] = []
        try forEach(in: path) { questions.append($0) }
        return questions
    }

    /// Calls `body` with each question of a file, in order.
    ///
    /// - Throws: a `Fault` where it cannot be read or is damaged, and what `body` throws.
    static func forEach(
        in path: String, _ body: (UnitQuestion) throws(Fault) -> Void
    ) throws(Fault) {
        let file = try MappedFile(path)
        let bytes = ByteSlice(file, 0..<file.count)
        var place = magic.count
        guard bytes.count >= place, bytes[0..<place].bytes == magic else {
            throw damaged(path)
        }
        while place < bytes.count {
            guard let (question, end) = question(in: bytes, at: place) else { throw damaged(path) }
            try body(question)
            place = end
        }
    }

    private static func damaged(_ path: String) -> Fault {
        Fault(.badInput, "`\(path)` holds no questions of a unit, or is damaged")
    }

    /// The question at a place and where it ends; nothing where there is none.
    private static func question(
        in bytes: ByteSlice, at place: Int
    ) -> (UnitQuestion, end: Int)? {
        guard bytes.count - place >= headSize else { return nil }
        func number(_ index: Int) -> Int {
            Int(bytes.integer(at: place + 4 * index, as: UInt32.self))
        }
        // Each is under 2³², so neither product nor sum is too large.
        let idStart = place + headSize
        let pictureStart = idStart + number(2)
        let noteStart = pictureStart + pictureSize * number(3)
        let textStart = noteStart + number(4)
        let end = textStart + number(5)
        let capabilities = Capability.allCases
        guard end <= bytes.count, number(6) <= number(5), number(1) < capabilities.count,
            let id = bytes[idStart..<pictureStart].validText,
            let notes = bytes[noteStart..<textStart].validText
        else { return nil }
        var pictures: [Picture] = []
        pictures.reserveCapacity(number(3))
        for start in stride(from: pictureStart, to: noteStart, by: pictureSize) {
            guard let picture = picture(in: bytes, at: start) else { return nil }
            pictures.append(picture)
        }
        let question = UnitQuestion(
            ordinal: number(0), id: id, capability: capabilities[number(1)], pictures: pictures,
            notes: notes.utf8.split(separator: UInt8(ascii: "\n")).map { String(Substring($0)) },
            text: QuestionText(bytes: bytes[textStart..<end].bytes, gap: number(6)))
        return (question, end)
    }

    private static func picture(in bytes: ByteSlice, at place: Int) -> Picture? {
        func word(_ index: Int) -> UInt64 {
            bytes.integer(at: place + 8 * index, as: UInt64.self)
        }
        func number(_ offset: Int) -> Int {
            Int(bytes.integer(at: place + offset, as: UInt32.self))
        }
        let formats = Picture.Format.allCases
        guard number(32) < formats.count,
            let offset = Int(exactly: bytes.integer(at: place + 44, as: UInt64.self)),
            let byteCount = Int(exactly: bytes.integer(at: place + 52, as: UInt64.self))
        else { return nil }
        return Picture(
            digest: Digest(words: (word(0), word(1), word(2), word(3))),
            format: formats[number(32)], width: number(36), height: number(40), shard: "",
            offset: offset, byteCount: byteCount)
    }
}

extension UnitQuestion {
    /// Appends its bytes; `UnitQuestionFile` says how they lie.
    fileprivate func append(to bytes: inout [UInt8]) {
        let capability = Capability.allCases.firstIndex(of: capability) ?? 0
        let noteSize = notes.reduce(0) { $0 + $1.utf8.count + 1 }
        for number in [
            ordinal, capability, id.utf8.count, pictures.count, noteSize, text.bytes.count,
            text.gap,
        ] {
            bytes.appendInteger(UInt32(clamping: number))
        }
        bytes += id.utf8
        for picture in pictures {
            let words = picture.digest.words
            let format = Picture.Format.allCases.firstIndex(of: picture.format) ?? 0
            for word in [words.0, words.1, words.2, words.3] { bytes.appendInteger(word) }
            for number in [format, picture.width, picture.height] {
                bytes.appendInteger(UInt32(clamping: number))
            }
            for number in [picture.offset, picture.byteCount] {
                bytes.appendInteger(UInt64(clamping: number))
            }
        }
        for note in notes {
            bytes += note.utf8
            bytes.append(UInt8(ascii: "\n"))
        }
        bytes += text.bytes
    }
}
