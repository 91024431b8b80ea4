import Model
import Records

extension PolicyConfiguration {
    /// The shape as it stands in a checkpoint.
    var json: JSONValue {
        [
            "image_size": .integer(imageSize),
            "patch_size": .integer(patchSize),
            "patch_width": .integer(patchWidth),
            "width": .integer(width),
            "layers": .integer(layers),
            "heads": .integer(heads),
            "feed_forward": .integer(feedForward),
            "question_tokens": .integer(questionTokens),
            "response_tokens": .integer(responseTokens),
            "patch_words": .array(patchWords.map { .string($0) }),
            "pixel_mean": .real(pixelMean),
            "pixel_deviation": .real(pixelDeviation),
        ]
    }

    /// The shape from a checkpoint.
    ///
    /// - Throws: a `Fault` if a size is missing, or the shape is impossible.
    init(json: JSONValue) throws(Fault) {
        self.init(
            imageSize: try json.column("image_size", \.integerValue),
            patchSize: try json.column("patch_size", \.integerValue),
            patchWidth: try json.column("patch_width", \.integerValue),
            width: try json.column("width", \.integerValue),
            layers: try json.column("layers", \.integerValue),
            heads: try json.column("heads", \.integerValue),
            feedForward: try json.column("feed_forward", \.integerValue),
            questionTokens: try json.column("question_tokens", \.integerValue),
            responseTokens: try json.column("response_tokens", \.integerValue),
            patchWords: try json.column("patch_words", \.strings),
            pixelMean: try json.column("pixel_mean", \.realValue),
            pixelDeviation: try json.column("pixel_deviation", \.realValue))
        if let problem { throw Fault(.badInput, "the policy's shape: \(problem)") }
    }
}

extension PolicyModel {
    /// Shape and vocabulary as they stand in a checkpoint.
    var json: JSONValue {
        guard case .object(var members) = configuration.json else { return .null }
        members.append(.init("vocabulary", .array(vocabulary.words.map { .string($0) })))
        return .object(members)
    }
}
