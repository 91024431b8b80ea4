import Images
import Manifests
import Records
import Storage
import Testing

@testable import Ingest

/// Data sets made by code.
enum Fixture {
    /// A PNG of 32×32 pixels; each seed has its own.
    static func png(_ seed: Int, side: Int = 32) -> [UInt8] {
        var generator = CounterGenerator(Seed(UInt64(seed)))
        let pixels = (0..<(3 * side * side)).map { _ in UInt8(truncatingIfNeeded: generator.next())
        }
        return PixelImage(width: side, height: side, pixels: pixels).png()
    }

    /// An ingest that tells files by their content.
    static func ingestion(
        _ datasets: [DatasetSpecification], _ settings: IngestSettings = IngestSettings(),
        cache: String = "/dev/null/none", memoryLimit: Int = SpillSpace.usualMemoryLimit,
        seen: (@Sendable (String) -> Void)? = nil
    ) -> Ingestion {
        let identity = FileIdentity.content { path throws(Fault) in
            seen?(path)
            return try SHA256.digest(ofFile: path)
        }
        return Ingestion(
            datasets, settings: settings,
            access: SourceAccess(
                identity: identity, cacheFolder: cache, memoryLimit: memoryLimit))
    }

    static func path(_ text: String) throws -> FieldPath { try #require(FieldPath(text)) }

    /// A data set of rows with `id`, `problem`, `answer` and `images`.
    static func dataset(
        root: String, splits: [(name: String, file: String)] = [("train", "train.jsonl")]
    ) throws -> DatasetSpecification {
        var dataset = DatasetSpecification()
        dataset.name = "made"
        dataset.licence = "CC0"
        dataset.root = root
        dataset.splits = splits.map { name, file in
            var split = DatasetSplit()
            split.name = name
            split.annotations = [file]
            return split
        }
        dataset.columns.id = .field(try path("id"))
        dataset.columns.question = .field(try path("problem"))
        dataset.columns.answer = .field(try path("answer"))
        dataset.columns.images = .field(try path("images"))
        dataset.capability = .constant(.fine)
        return dataset
    }

    /// easy-VQA as its YAML describes it.
    static func easyVQA(root: String) throws -> DatasetSpecification {
        var dataset = DatasetSpecification()
        dataset.name = "easy-vqa"
        dataset.licence = "MIT"
        dataset.root = root
        dataset.format = .json
        for name in ["train", "test"] {
            var split = DatasetSplit()
            split.name = name
            split.annotations = ["easy_vqa/data/\(name)/questions.json"]
            split.images = "easy_vqa/data/\(name)/images"
            dataset.splits.append(split)
        }
        dataset.columns.question = .field(try path("0"))
        dataset.columns.answer = .field(try path("1"))
        dataset.columns.target = .field(try path("1"))
        dataset.columns.images = .template(try #require(ColumnTemplate("{2}.png")))
        dataset.capability = .patterns(
            [
                .init(field: try path("0"), matches: "^what ", capability: .coarse),
                .init(
                    field: try path("0"), matches: "^(is there|is a|is no|does the image) ",
                    capability: .fine),
            ], otherwise: nil)
        dataset.expected = ["train": 38575, "test": 9673]
        return dataset
    }

    /// The shapes task, small.
    static func shapes(warmup: Int = 5, train: Int = 4, test: Int = 3) -> DatasetSpecification {
        var dataset = DatasetSpecification()
        dataset.name = "shapes"
        var settings = GeneratorSettings()
        let splits: [(String, Int, GeneratorSettings.Role)] = [
            ("warmup", warmup, .supervised), ("train", train, .pool), ("test", test, .heldOut),
        ]
        settings.splits = splits.map { name, count, role in
            var split = GeneratorSettings.Split()
            split.name = name
            split.count = count
            split.role = role
            return split
        }
        dataset.generator = settings
        return dataset
    }
}
