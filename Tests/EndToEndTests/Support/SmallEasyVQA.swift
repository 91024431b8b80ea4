import Images
import Records
import Storage

/// Files laid out as easy-VQA's, with few pictures.
enum SmallEasyVQA {
    private static let colours: [(name: String, value: [UInt8])] = [
        ("red", [220, 30, 30]), ("teal", [30, 150, 140]), ("blue", [40, 60, 210]),
    ]

    /// Adds the files to a repository.
    ///
    /// - Returns: what `data_root` is to be.
    static func add(to repository: SmallRepository) throws -> String {
        for (split, count) in [("train", 12), ("test", 6)] {
            let folder = "data/easy_vqa/easy_vqa/data/\(split)"
            var rows: [JSONValue] = []
            for number in 0..<count {
                let colour = colours[number % colours.count]
                // No picture is in both splits.
                let seed = split == "train" ? number : number + 100
                try repository.write(
                    bytes: picture(seed, colour.value).png(),
                    to: "\(folder)/images/\(number).png")
                rows.append([
                    "what color is the shape?", .string(colour.name), .integer(number),
                ])
                rows.append([
                    "is there a red shape?", colour.name == "red" ? "yes" : "no", .integer(number),
                ])
            }
            try repository.write(JSONValue.array(rows).serialized, to: "\(folder)/questions.json")
        }
        return "\(repository.root)/data/easy_vqa"
    }

    private static func picture(_ seed: Int, _ colour: [UInt8]) -> PixelImage {
        var pixels: [UInt8] = []
        for place in 0..<(64 * 64) {
            let isShape = (16..<48).contains(place % 64) && (16..<48).contains(place / 64)
            let shade = UInt8(truncatingIfNeeded: (place * 3 + seed) % 19)
            pixels += isShape ? colour.map { $0 - shade } : [240, 240, 240].map { $0 - shade }
        }
        return PixelImage(width: 64, height: 64, pixels: pixels)
    }
}
