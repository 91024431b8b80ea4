import Records

/// A beginning for the YAML of a data set that one file makes up, or the files of a folder: columns are
/// guessed by their names.
struct DatasetSnippet: Sendable {
    /// A split and its annotation files.
    struct Split: Sendable, Hashable {
        /// Its name.
        var name: String
        /// Its files, or patterns, from the data root.
        var annotations: [String]
        /// Where its pictures lie, from the data root; nothing if that need not be said.
        var images: String?
    }

    /// The splits.
    var splits: [Split]
    /// Files beside those of the splits that may hold rows.
    var others: [String] = []
    /// The folder that paths count from.
    var root: String
    /// Where the pictures were found that rows name.
    let pictures: PictureSearch.Found?

    private let name: String
    private let isInline: Bool
    /// What follows the splits.
    private let columns: [String]

    /// The shares that one file is divided by, for those who have no other.
    private static let shares = [("warmup", 3), ("train", 6), ("test", 1)]

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
        root = String(Substring(folder)).isEmpty ? "." : String(Substring(folder))
        let names = fields.map(\.name)
        let image =
            pictures.map(\.field) ?? DatasetSnippet.find(DatasetSnippet.images, in: names)
            ?? fields.first(where: \.isPicture)?.name
        isInline = fields.contains { $0.name == image && $0.isPicture }
        self.pictures = pictures
        name = DatasetSnippet.name(of: file)
        splits = [
            Split(
                name: DatasetSnippet.split(of: file),
                annotations: [DatasetSnippet.pattern(of: file)],
                images: pictures.flatMap { $0.folder.isEmpty ? nil : $0.folder })
        ]
        columns =
            (rows.map { ["rows: \(DatasetSnippet.scalar($0))"] } ?? [])
            + DatasetSnippet.columns(names, image: image, pictures)
    }

    /// The YAML, lines ended. It can be read as it is; words in capitals are to be filled in.
    var text: String {
        var lines = [
            "name: \(name)", "licence: LICENCE",
            "root: ${data_root}  # --data-root \(FaultRenderer.printable(root))", "splits:",
        ]
        for split in splits {
            let files = split.annotations.map { DatasetSnippet.scalar($0) }
            lines.append("  \(split.name):")
            lines.append(
                "    annotations: "
                    + (files.count == 1 ? files[0] : "[\(files.joined(separator: ", "))]"))
            if let images = split.images {
                lines.append("    images: \(DatasetSnippet.scalar(images))")
            } else if pictures == nil, !isInline {
                lines.append("    # images: FOLDER  # or the archive that holds the pictures")
            }
            if split.name == "train", let division { lines.append(division) }
        }
        if !others.isEmpty {
            let listed = others.prefix(8).map { FaultRenderer.printable($0) }
            let more = others.count > 8 ? " and \(others.count - 8) more" : ""
            lines.append("  # of no split yet: \(listed.joined(separator: ", "))\(more)")
        }
        return (lines + columns).map { $0 + "\n" }.joined()
    }

    /// A line that shows how the rows that are trained on make the splits that no file is of.
    private var division: String? {
        let parts = DatasetSnippet.shares.filter { share in
            share.0 == "train" || !splits.contains { $0.name == share.0 }
        }
        guard parts.count > 1 else { return nil }
        let text = parts.map { "\($0.0): \($0.1)" }.joined(separator: ", ")
        return "    # divide: {\(text)}  # shares, by picture"
    }

    private static func columns(
        _ names: [String], image: String?, _ pictures: PictureSearch.Found?
    ) -> [String] {
        var lines = ["columns:"]
        let known = names.prefix(12).map { scalar($0) }.joined(separator: ", ")
        func column(_ name: String, _ found: String?, isNeeded: Bool) {
            if let found {
                lines.append("  \(name): \(scalar(found))")
            } else if isNeeded {
                lines.append("  \(name): FIELD  # one of \(known)")
            }
        }
        column("id", find(ids, in: names), isNeeded: false)
        column("question", find(questions, in: names), isNeeded: true)
        let answer = find(answers, in: names)
        column("answer", answer, isNeeded: true)
        if let answer {
            lines.append(
                "  # target: \(scalar(answer))  # the whole response that a warm-up teaches")
        }
        if let pictures, !pictures.ending.isEmpty {
            let template = JSONValue.string("{\(pictures.field)}\(pictures.ending)")
            lines.append("  images: {template: \(template.serialized)}")
        } else {
            column("images", image, isNeeded: true)
        }
        column("choices", find(choices, in: names), isNeeded: false)
        lines.append("capability: {constant: coarse}  # or fine, reasoning, or rules")
        return lines
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
