import Records
import Storage

/// A row of the corpus's table.
struct ParquetCorpusRow: TableRow {
    var id: String
    var problem: String
    var answer: String
    /// The picture's path under the corpus.
    var image: String
    var keyword: String
    var width: Int
    var height: Int

    init(json: JSONValue) throws(Fault) {
        id = try json.column("qid", \.stringValue)
        problem = try json.column("problem", \.stringValue)
        answer = try json.column("answer", \.stringValue)
        image = try json.column("images") { $0.strings?.first }
        keyword = try json.column("key_word", \.stringValue)
        width = try json.column("width", \.integerValue)
        height = try json.column("height", \.integerValue)
    }

    var json: JSONValue {
        [
            "qid": .string(id), "problem": .string(problem), "answer": .string(answer),
            "images": [.string(image)], "key_word": .string(keyword), "width": .integer(width),
            "height": .integer(height),
        ]
    }

    /// The columns, as Hugging Face has them.
    static let columns = [
        ParquetColumn("qid", .string), ParquetColumn("problem", .string),
        ParquetColumn("answer", .string), ParquetColumn("images", .list(of: .image)),
        ParquetColumn("key_word", .string), ParquetColumn("width", .int64),
        ParquetColumn("height", .int64),
    ]

    /// The row with its picture.
    func values(with picture: ByteSlice) -> [ParquetValue] {
        let name = image.utf8.split(separator: UInt8(ascii: "/")).last.map { String(Substring($0)) }
        return [
            .text(id), .text(problem), .text(answer),
            .list([
                .object(
                    names: ["bytes", "path"], values: [.bytes(picture), .text(name ?? image)])
            ]),
            .text(keyword), .int(Int64(width)), .int(Int64(height)),
        ]
    }
}
