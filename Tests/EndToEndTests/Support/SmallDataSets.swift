import Images
import Records
import Storage

/// A few rows in the form of each shipped data set and template, so that the commands in their files
/// can be run.
enum SmallDataSets {
    /// Adds the files to a repository.
    ///
    /// - Returns: the folder that holds one folder for each data set, by its file's name.
    static func add(to repository: SmallRepository) throws -> String {
        let folder = "data/small"
        for split in ["train", "validation", "test"] {
            try writeParquet(
                "\(repository.root)/\(folder)/geometry3k/data/\(split)-00000-of-00001.parquet",
                seed: split.utf8.count)
        }
        try writeParquet(
            "\(repository.root)/\(folder)/vision-sr1-47k/data/train-00000-of-00001.parquet", seed: 9
        )
        for permutation in 0..<6 {
            try repository.write(
                bytes: picture(permutation),
                to: "\(folder)/nlvr/dev/images/2/dev-1-0-\(permutation).png")
        }
        try repository.write(
            #"{"sentence": "There is a box", "label": "true", "identifier": "1-0", "directory": "2"}"#,
            to: "\(folder)/nlvr/dev/dev.json")
        for (part, answer) in [("PuzzleVQA", "1"), ("AlgoPuzzleVQA", "\"1\"")] {
            try repository.write(
                bytes: picture(20), to: "\(folder)/puzzlevqa/\(part)/data/images/venn/venn_0000.png"
            )
            try repository.write(
                #"{"image": "images/venn/venn_0000.png", "question": "What is missing?", "answer": "#
                    + #"\#(answer), "options": [1, 2]}"#,
                to: "\(folder)/puzzlevqa/\(part)/data/venn.json")
        }
        try addBlind(to: repository, folder)
        try addTemplates(to: repository, folder)
        return "\(repository.root)/\(folder)"
    }

    /// One picture of each task, named as its answer.
    private static func addBlind(to repository: SmallRepository, _ folder: String) throws {
        let names = [
            "NestedSquares/images/count-prompt/x/nested_squares_depth_4_image_2_thickness_2.png",
            "CountingCircles/x/Count/a_diameter_0.1_numCircles_8_colored.png",
            "CountingRowsAndColumns/x/count-prompt/grid_3x4_500_20_blank.png",
            "SubwayMap/x/count-prompt/AC_pixels_512_path_1_b.png",
            "TouchingCircle/x/touch-prompt/pixels_384_diameter_0.14_distance_0.05.png",
        ]
        for (seed, name) in names.enumerated() {
            try repository.write(
                bytes: picture(30 + seed), to: "\(folder)/vlms-are-blind/src/\(name)")
        }
    }

    private static func addTemplates(to repository: SmallRepository, _ folder: String) throws {
        try repository.write(bytes: picture(40), to: "\(folder)/pebr-grpo/images/1.png")
        try repository.write(
            #"[{"qid": "q1", "problem": "<image>What is it?", "answer": "a box", "images": ["1.png"], "#
                + #""key_words": ["box"]}]"#, to: "\(folder)/pebr-grpo/pebr_grpo_dataset.json")
        try repository.write(
            bytes: picture(41), to: "\(folder)/mulberry-sft/mulberry_images/1.png")
        try repository.write(
            #"[{"messages": [{"role": "user", "content": "<image>What is it?"}, {"role": "assistant", "#
                + #""content": "It is a box. ### The final answer is: a box"}], "images": ["1.png"]}]"#,
            to: "\(folder)/mulberry-sft/mulberry_sft.json")
        try repository.write(bytes: picture(42), to: "\(folder)/llava/images/1.png")
        try repository.write(
            #"[{"id": "1", "image": "1.png", "conversations": [{"from": "human", "value": "#
                + #""<image>\nWhat is it?"}, {"from": "gpt", "value": "a box"}]}]"#,
            to: "\(folder)/llava/llava.json")
        let root = "\(repository.root)/\(folder)/virl39k"
        try FileSystem.createFolder(root)
        let writer = try ParquetTableWriter(
            "\(root)/rows.parquet",
            columns: ["qid", "question", "answer", "category"].map { ParquetColumn($0, .string) }
                + [ParquetColumn("image", .list(of: .string))])
        try writer.append([
            "qid": "1", "question": "<image>What is it?", "answer": "\\boxed{box}",
            "category": "chart", "image": ["images/1.png"],
        ])
        try writer.close()
        try repository.write(
            bytes: StoredZip.bytes("images/1.png", picture(43)), to: "\(folder)/virl39k/images.zip")
    }

    /// Two rows in the Hub's layout.
    private static func writeParquet(_ path: String, seed: Int) throws {
        try FileSystem.createFolder(String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)]))
        let writer = try ParquetWriter(
            path,
            columns: [
                ParquetColumn("images", .list(of: .image)), ParquetColumn("problem", .string),
                ParquetColumn("answer", .string),
            ])
        for row in 0..<2 {
            let image = ParquetValue.object(
                names: ["bytes", "path"],
                values: [.bytes(ByteSlice(picture(100 * seed + row))), .null])
            try writer.append([.list([image]), .text("<image>Find x\(row)."), .text("\(row)")])
        }
        try writer.close()
    }

    private static func picture(_ seed: Int) -> [UInt8] {
        var generator = CounterGenerator(Seed(UInt64(seed)))
        let pixels = (0..<(3 * 32 * 32)).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
        return PixelImage(width: 32, height: 32, pixels: pixels).png()
    }
}
