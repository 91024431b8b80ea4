import Images
import Ingest
import Manifests
import Records
import Storage

/// The shapes task written out as a data set of files: PNG pictures and a JSON Lines table.
enum PictureCorpus {
    /// Writes the corpus and returns the data set that describes it.
    static func write(count: Int, into folder: String) throws(Fault) -> DatasetSpecification {
        let generator = ShapesGenerator(seed: 0)
        try FileSystem.createFolder(folder + "/images")
        var lines: [UInt8] = []
        for index in 0..<count {
            let item = generator.item(index, split: "train", role: .heldOut)
            let picture = generator.picture(of: item, index: index, split: "train")
            try FileSystem.write(picture.png(), to: "\(folder)/images/\(item.id).png")
            let row: JSONValue = [
                "id": .string(item.id), "question": .string(item.question.text),
                "answer": .string(item.label), "image": .string("\(item.id).png"),
            ]
            row.append(to: &lines)
            lines.append(0x0A)
        }
        try FileSystem.write(lines, to: folder + "/questions.jsonl")
        return dataset(folder)
    }

    /// The data set of a corpus of JPEGs as the peers' scripts read it.
    static func jpeg(
        _ folder: String, validate: PictureSettings.Tier
    ) throws(Fault) -> DatasetSpecification {
        var dataset = dataset(try FileSystem.realPath(folder))
        dataset.splits[0].images = "."
        dataset.columns.id = .field(FieldPath(steps: ["qid"]))
        dataset.columns.question = .field(FieldPath(steps: ["problem"]))
        dataset.columns.images = .field(FieldPath(steps: ["images"]))
        dataset.pictures.validate = validate
        return dataset
    }

    private static func dataset(_ folder: String) -> DatasetSpecification {
        var split = DatasetSplit()
        split.name = "train"
        split.annotations = ["questions.jsonl"]
        split.images = "images"
        var dataset = DatasetSpecification()
        dataset.name = "corpus"
        dataset.root = folder
        dataset.format = .jsonl
        dataset.splits = [split]
        dataset.columns.id = .field(FieldPath(steps: ["id"]))
        dataset.columns.question = .field(FieldPath(steps: ["question"]))
        dataset.columns.answer = .field(FieldPath(steps: ["answer"]))
        dataset.columns.images = .field(FieldPath(steps: ["image"]))
        dataset.capability = .constant(.fine)
        return dataset
    }
}
