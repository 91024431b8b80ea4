import Images
import Records
import Storage
import Testing

/// A tiny data set of files, JSON Lines and PNG: one coloured board a picture, and what colour it is.
enum ColourBoards {
    static let manifest = "manifests/boards.yaml"
    static let annotations = "data/boards/train.jsonl"
    private static let colours: [(name: String, value: [UInt8])] = [
        ("red", [220, 30, 30]), ("green", [30, 200, 60]), ("blue", [40, 60, 210]),
    ]

    /// Adds pictures, annotations, data set, pipeline and manifest to a repository.
    static func add(to repository: SmallRepository) throws {
        for (split, count) in [("train", 24), ("test", 6)] {
            var lines = ""
            for index in 0..<count {
                let colour = colours[index % colours.count]
                let name = "\(split)-\(index).png"
                try repository.write(
                    bytes: picture(index, colour.value).png(), to: "data/boards/\(name)")
                lines +=
                    #"{"id": "\#(split)\#(index)", "image": "\#(name)", "#
                    + #""question": "what colour is it", "answer": "\#(colour.name)"}"# + "\n"
            }
            try repository.write(lines, to: "data/boards/\(split).jsonl")
        }
        try repository.write(dataset, to: "datasets/boards.yaml")
        try repository.write(manifestText, to: manifest)
    }

    /// No two pictures are the same.
    private static func picture(_ index: Int, _ colour: [UInt8]) -> PixelImage {
        var pixels: [UInt8] = []
        for place in 0..<(32 * 32) {
            let shade = UInt8(truncatingIfNeeded: (place * 7 + index) % 23)
            pixels += colour.map { $0 - shade }
        }
        return PixelImage(width: 32, height: 32, pixels: pixels)
    }

    private static let dataset = """
        name: boards
        licence: Apache-2.0
        root: ../data/boards
        format: jsonl
        splits:
          train: {annotations: train.jsonl, images: .}
          test: {annotations: test.jsonl, images: .}
        columns: {id: id, question: question, answer: answer, images: image, target: answer}
        capability: {constant: coarse}

        """

    private static let manifestText = """
        name: boards
        pipeline: pebr-r1
        datasets: [boards]
        seed: 3
        policy: {image_size: 32, patch_size: 16, response_tokens: 4, response_format: answer}
        stages:
          warm-up: {split: train, steps: 8, batch: 8, text_only_rows: 0}
          alignment: {enabled: false}
          rollouts: {n: 4}
          curriculum:
            phases:
              - {name: coarse, capabilities: [coarse], labels: [easy, medium, hard]}
              - {name: fine, capabilities: [fine], labels: [medium], optional: true}
              - {name: reasoning, capabilities: [reasoning], labels: [medium], optional: true}
          coarse:
            steps: 2
            prompts: 4
            advantage_tokens: all
            scorer: null
            reward: {accuracy: 0.9, format: 0.1, keywords: 0, alignment: 0, length: 0}
          fine:
            steps: 2
            advantage_tokens: all
            scorer: null
            reward: {accuracy: 0.9, format: 0.1, keywords: 0, alignment: 0, length: 0}
          evaluate: {draws: 1}

        """
}
