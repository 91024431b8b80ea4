public import Model
public import Records

extension AlignmentModel {
    /// Shape and vocabulary as they stand in a checkpoint.
    var json: JSONValue {
        [
            "pictures": configuration.pictures.json,
            "hidden_width": .integer(configuration.hiddenWidth),
            "width": .integer(configuration.width),
            "phrase_words": .integer(configuration.phraseWords),
            "vocabulary": .array(vocabulary.words.map { .string($0) }),
        ]
    }
}

extension Checkpoint {
    /// The alignment scorer in the checkpoint.
    public func alignmentModel() throws(Fault) -> AlignmentModel {
        let description = facts.model
        let configuration = AlignmentConfiguration(
            pictures: try PolicyConfiguration(json: try description.column("pictures") { $0 }),
            hiddenWidth: try description.column("hidden_width", \.integerValue),
            width: try description.column("width", \.integerValue),
            phraseWords: try description.column("phrase_words", \.integerValue))
        if let problem = configuration.problem { throw Fault(.badInput, "\(folder): \(problem)") }
        let vocabulary = try Vocabulary(
            checking: try description.column("vocabulary", \.strings))
        let layout = AlignmentLayout(configuration, vocabularyCount: vocabulary.count)
        return AlignmentModel(
            configuration: configuration, vocabulary: vocabulary,
            weights: try weights(layout.entries, count: layout.count))
    }
}
