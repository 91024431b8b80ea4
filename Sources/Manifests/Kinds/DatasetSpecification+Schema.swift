import Records

extension DatasetSplit {
    /// One split of a data set of files.
    static let schema = ObjectSchema(
        "one split of files", initial: DatasetSplit(),
        fields: [
            Field(
                "annotations", \.annotations, .paths, isRequired: true, affectsResult: false,
                "the annotation file, or a list of them, relative to the root; `*`, `?` and `**` "
                    + "stand for many"),
            Field(
                "images", \.images, .path, affectsResult: false,
                "the folder or archive (tar, tar.gz, tar.zst, zip, …) that holds the pictures, "
                    + "relative to the root"),
            Field(
                "archive", \.archive, .optional(.path), affectsResult: false,
                "an archive that holds the annotations and the pictures, whose paths are then those "
                    + "inside it"),
            Field(
                "limit", \.limit, .optional(.integer(from: 1)),
                "the most rows that are read, in their order; without it, all"),
            Field(
                "divide", \.divide, .optional(.shares),
                "the splits that the rows are divided into, and the share of each, as in "
                    + "`{warmup: 3, train: 6, test: 1}`: all questions about a picture go to one, "
                    + "whatever other rows there are; without it, one split of this name"),
        ])
}

extension ValueType where Value == [String] {
    /// A path, or a list of them.
    static var paths: ValueType {
        let list = ValueType<[String]>.list(of: .path, minimum: 1, isUnique: true)
        return ValueType(
            expectation: "a path or a list of paths",
            schema: { scope in
                ["anyOf": [ValueType<String>.path.schema(scope), list.schema(scope)]]
            },
            decode: { node, path, decoding in
                if node.elements != nil { return list.decode(node, path, &decoding) }
                return ValueType<String>.path.decode(node, path, &decoding).map { [$0] }
            },
            encode: list.encode)
    }
}

extension DatasetSpecification {
    /// A file of `datasets/`.
    static let schema = ObjectSchema(
        "a data set: where it is, and how its rows become questions",
        initial: DatasetSpecification(),
        fields: [
            Field("name", \.name, .name, isRequired: true, "the data set's name"),
            Field("description", \.description, .text, affectsResult: false, "what it is"),
            Field(
                "licence", \.licence, .someText, isRequired: true, affectsResult: false,
                "its licence"),
            Field("homepage", \.homepage, .text, affectsResult: false, "where it comes from"),
            Field(
                "root", \.root, .path, affectsResult: false,
                "the folder that its paths are relative to; relative to this file, or with "
                    + "`${data_root}`"),
            Field("format", \.format, .choice, "how its annotations are written"),
            Field(
                "generator", \.generator, .optional(.object(GeneratorSettings.schema)),
                "what makes it, if it has no files"),
            Field(
                "splits", \.splits, .named(DatasetSplit.schema, by: \.name),
                "its splits of files, by name"),
            Field(
                "rows", \.rows, .optional(.someText),
                "the key under which the rows lie, where a JSON file is not a list itself"),
            Field(
                "derive", \.derive, .list(of: .object(DerivedFields.schema)),
                "fields that patterns make of others"),
            Field(
                "expand", \.expand, .optional(.object(RowExpansion.schema)),
                "how a row becomes several questions"),
            Field(
                "columns", \.columns, .object(ColumnMap.schema),
                "how a row becomes a question"),
            Field(
                "capability", \.capability, .optional(.capability),
                "how a question's capability is told"),
            Field(
                "pictures", \.pictures, .object(PictureSettings.schema),
                "how pictures are checked and converted"),
            Field("text", \.text, .object(TextRules.schema), "what is checked of texts"),
            Field("filters", \.filters, .filters, "which rows are dropped for what they hold"),
            Field(
                "duplicates", \.duplicates, .object(DuplicateRules.schema),
                "which rows are duplicates of another, and what follows"),
            Field(
                "leakage", \.leakage, .object(LeakageRules.schema),
                "which rows give away what a held-out split asks, and what follows"),
            Field(
                "expected", \.expected, .dictionary(of: .integer(from: 0)),
                "how many rows each split should have; what differs is a warning"),
        ],
        rules: [checkOrigin, checkFiles, checkParts, checkExpected])

    private static let checkOrigin: ObjectSchema<DatasetSpecification>.Rule = {
        dataset, _, decoding in
        if dataset.generator != nil, decoding.locations["splits"] != nil {
            decoding.report(
                "`splits` stands beside `generator`; expected one of the two",
                at: decoding.keyLocations["splits"],
                remedy: "a generator names its splits itself: remove `splits`")
        } else if dataset.generator == nil, dataset.splits.isEmpty {
            decoding.report(
                "the data set has no splits; expected `splits` or a `generator`",
                field: decoding.locations["splits"] == nil ? "" : "splits",
                remedy: "add `splits: {train: {annotations: FILE, images: FOLDER}}`")
        } else if let generator = dataset.generator, generator.splits.isEmpty {
            decoding.report(
                "the generator has no splits", field: "generator.splits",
                remedy: "add for example `train: {count: 1000, role: pool}`")
        }
    }

    private static let checkFiles: ObjectSchema<DatasetSpecification>.Rule = {
        dataset, _, decoding in
        guard dataset.generator == nil, !dataset.splits.isEmpty else {
            var needless = ["columns", "capability", "rows", "format", "expand"]
            // A locked manifest writes the empty list down.
            if !dataset.derive.isEmpty { needless.append("derive") }
            for field in needless
            where dataset.generator != nil && decoding.keyLocations[field] != nil {
                decoding.report(
                    "`\(field)` stands beside `generator`, which needs none",
                    at: decoding.keyLocations[field], remedy: "remove `\(field)`")
            }
            return
        }
        let columns: [(String, ColumnRule?)] = [
            ("question", dataset.columns.question), ("answer", dataset.columns.answer),
            ("images", dataset.columns.images),
        ]
        for (name, rule) in columns where rule == nil {
            decoding.report(
                "the key `columns.\(name)` is missing",
                at: decoding.keyLocations["columns"] ?? decoding.locations[""],
                remedy: "add `\(name): FIELD` to `columns`, where FIELD is a field of the rows")
        }
        if dataset.capability == nil {
            decoding.report(
                "the key `capability` is missing", at: decoding.locations[""],
                remedy: "add `capability: {constant: coarse}`, or a rule that derives it")
        }
    }

    private static let checkExpected: ObjectSchema<DatasetSpecification>.Rule = {
        dataset, _, decoding in
        for name in dataset.expected.keys.sorted() where !dataset.splitNames.contains(name) {
            decoding.unknown(
                name, what: "the split", at: decoding.keyLocations["expected.\(name)"],
                among: dataset.splitNames)
        }
    }
}
