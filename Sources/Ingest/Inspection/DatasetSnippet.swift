import Records

/// A beginning for the YAML of a data set that one file makes up: columns are guessed by their names.
struct DatasetSnippet {
    /// The YAML, lines ended. It can be read as it is; words in capitals are to be filled in.
    let text: String

    /// A line that shows how one file makes all splits, for those who have no other.
    private static let division =
        "    # divide: {warmup: 3, train: 6, test: 1}  # shares, by picture"

    private static let questions = [
        "problem", "question", "query", "prompt", "instruction", "text",
    ]
    private static let answers = [
        "answer", "solution", "ground_truth", "gt_answer", "label", "response", "answers", "target",
        "output",
    ]
    private static let images = [
        "__images__", "images", "image", "image_path", "image_paths", "img", "img_path", "picture",
        "decoded_image", "file_name", "filename", "image_file",
    ]
    private static let choices = ["choices", "options"]
    private static let ids = ["id", "pid", "qid", "uid", "question_id", "index", "__key__"]

    /// The YAML for a file.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - fields: the fields of its rows, and whether one holds pictures' bytes.
    ///   - rows: the member under which the rows lie, if they lie under one.
    ///   - pictures: where the pictures were found that rows name.
    init(
        _ path: String, fields: [(name: String, isPicture: Bool)], rows: String? = nil,
        pictures: PictureSearch.Found? = nil
    ) {
        let file = Inspector.fileName(of: path)
        let folder = path.utf8.dropLast(file.utf8.count)
        let data = String(Substring(folder)).isEmpty ? "." : String(Substring(folder))
        let names = fields.map(\.name)
        let image =
            pictures.map(\.field) ?? DatasetSnippet.find(DatasetSnippet.images, in: names)
            ?? fields.first(where: \.isPicture)?.name
        let isInline = fields.contains { $0.name == image && $0.isPicture }
        var lines = [
            "name: \(DatasetSnippet.name(of: file))", "licence: LICENCE",
            "root: ${data_root}  # --data-root \(FaultRenderer.printable(data))", "splits:",
            "  \(DatasetSnippet.split(of: file)):",
            "    annotations: \(DatasetSnippet.scalar(DatasetSnippet.pattern(of: file)))",
        ]
        if let pictures {
            if !pictures.folder.isEmpty {
                lines.append("    images: \(DatasetSnippet.scalar(pictures.folder))")
            }
        } else if !isInline {
            lines.append("    # images: FOLDER  # or the archive that holds the pictures")
        }
        if DatasetSnippet.split(of: file) == "train" { lines.append(DatasetSnippet.division) }
        if let rows { lines.append("rows: \(DatasetSnippet.scalar(rows))") }
        lines.append("columns:")
        let known = names.prefix(12).map { DatasetSnippet.scalar($0) }.joined(separator: ", ")
        func column(_ name: String, _ found: String?, isNeeded: Bool) {
            if let found {
                lines.append("  \(name): \(DatasetSnippet.scalar(found))")
            } else if isNeeded {
                lines.append("  \(name): FIELD  # one of \(known)")
            }
        }
        column("id", DatasetSnippet.find(DatasetSnippet.ids, in: names), isNeeded: false)
        column("question", DatasetSnippet.find(DatasetSnippet.questions, in: names), isNeeded: true)
        column("answer", DatasetSnippet.find(DatasetSnippet.answers, in: names), isNeeded: true)
        if let answer = DatasetSnippet.find(DatasetSnippet.answers, in: names) {
            lines.append(
                "  # target: \(DatasetSnippet.scalar(answer))  # the whole response that a warm-up "
                    + "teaches")
        }
        if let pictures, !pictures.ending.isEmpty {
            let template = JSONValue.string("{\(pictures.field)}\(pictures.ending)")
            lines.append("  images: {template: \(template.serialized)}")
        } else {
            column("images", image, isNeeded: true)
        }
        column("choices", DatasetSnippet.find(DatasetSnippet.choices, in: names), isNeeded: false)
        lines.append("capability: {constant: coarse}  # or fine, reasoning, or rules")
        text = lines.map { $0 + "\n" }.joined()
    }

    /// The first of some words that is the name of a field, whatever its case.
    private static func find(_ words: [String], in names: [String]) -> String? {
        for word in words {
            if let found = names.first(where: { $0.lowercased() == word }) { return found }
        }
        return nil
    }

    /// A data set's name out of a file's.
    private static func name(of file: String) -> String {
        let parts = words(of: ShardName(file)?.prefix ?? file)
        return parts.isEmpty ? "data" : parts.joined(separator: "-")
    }

    /// The words of a name up to its first dot, in lower case: runs of letters and digits.
    private static func words(of name: String) -> [String] {
        name.utf8.prefix { $0 != UInt8(ascii: ".") }
            .map { (65...90).contains($0) ? $0 | 0x20 : $0 }
            .split { !(97...122).contains($0) && !(48...57).contains($0) }
            .map { String(decoding: $0, as: UTF8.self) }
    }

    private static func split(of file: String) -> String {
        let words = words(of: file)
        if words.contains("test") { return "test" }
        return words.contains { ["val", "valid", "validation", "dev"].contains($0) }
            ? "validation" : "train"
    }

    /// The file's name, with a star for the number of a part: `train-*-of-00003.parquet`.
    private static func pattern(of file: String) -> String {
        guard let part = ShardName(file), part.count > 1 else { return file }
        return "\(part.prefix)-*-of-\(part.total)\(part.suffix)"
    }

    /// A text as YAML: in JSON's quotes unless it is plainly a word.
    private static func scalar(_ text: String) -> String {
        let words = ["y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"]
        let bytes = text.utf8
        let isPlain =
            bytes.first.map { (97...122).contains($0 | 0x20) || $0 == UInt8(ascii: "_") } ?? false
            && bytes.allSatisfy {
                (97...122).contains($0 | 0x20) || (48...57).contains($0)
                    || [45, 46, 47, 95].contains($0)
            }
        return isPlain && !words.contains(text.lowercased())
            ? text : JSONValue.string(text).serialized
    }
}
