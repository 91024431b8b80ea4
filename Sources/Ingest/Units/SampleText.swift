import Records

/// The text of a sample's `KEY.json`: its questions, with pictures described but not placed, so that it
/// does not depend on the shard's name.
enum SampleText {
    /// The text of some questions.
    static func bytes(of questions: [Question]) -> [UInt8] {
        var bytes: [UInt8] = []
        JSONValue.object([.init("questions", .array(questions.map(json)))]).append(to: &bytes)
        return bytes
    }

    private static func json(of question: Question) -> JSONValue {
        guard case .object(var members) = question.json,
            let index = members.firstIndex(where: { $0.name == "images" })
        else { return question.json }
        members[index].value = .array(
            question.pictures.map { picture in
                [
                    "sha256": .string(picture.digest.hex),
                    "format": .string(picture.format.rawValue), "width": .integer(picture.width),
                    "height": .integer(picture.height), "bytes": .integer(picture.byteCount),
                ]
            })
        return .object(members)
    }
}
