import Records
import Storage

/// A row as a trainer's own code sees it: what a script `open_….py` of `scripts/peers` prints.
struct SeenRow: Equatable {
    /// A picture, decoded.
    struct Picture: Equatable {
        var width: Int
        var height: Int
        /// The digest of its red, green and blue.
        var pixels: String
    }

    var qid: String
    /// Its place in the phase.
    var index: Int
    /// What the model is asked, with `<image>` where it sees a picture.
    var text: String
    // What the label says, which goes to the reward.
    var answer: String
    var choices: [String]
    var keywords: [String]
    var pictures: [Picture]

    init(
        qid: String, index: Int, text: String, answer: String, choices: [String],
        keywords: [String], pictures: [Picture]
    ) {
        self.qid = qid
        self.index = index
        self.text = text
        self.answer = answer
        self.choices = choices
        self.keywords = keywords
        self.pictures = pictures
    }

    init(json: JSONValue) throws(Fault) {
        let text = try json.column("label", \.stringValue)
        let label = try JSONReader.parse(Array(text.utf8), file: "label")
        qid = try json.column("qid", \.stringValue)
        index = try json.column("index", \.integerValue)
        self.text = try json.column("text", \.stringValue)
        answer = try label.column("answer", \.stringValue)
        choices = try label.optionalColumn("choices", \.strings) ?? []
        keywords = try label.optionalColumn("keywords", \.strings) ?? []
        pictures = []
        for picture in try json.column("pictures", \.arrayValue) {
            pictures.append(
                Picture(
                    width: try picture.column("width", \.integerValue),
                    height: try picture.column("height", \.integerValue),
                    pixels: try picture.column("pixels", \.stringValue)))
        }
    }

    /// By bytes: two strings are equal to Swift that a model reads as different ones.
    static func == (one: SeenRow, other: SeenRow) -> Bool {
        func bytes(_ row: SeenRow) -> [[UInt8]] {
            ([row.qid, row.text, row.answer] + row.choices + row.keywords).map { Array($0.utf8) }
        }
        return bytes(one) == bytes(other) && one.index == other.index
            && one.choices.count == other.choices.count && one.pictures == other.pictures
    }
}
