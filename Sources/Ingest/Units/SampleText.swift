import Records

/// The text of a sample's `KEY.json`: its questions, with pictures described but not placed, so that it
/// does not depend on the shard's name.
enum SampleText {
    /// The text of some questions about the same pictures.
    static func bytes(of questions: [QuestionText], about pictures: [Picture]) -> [UInt8] {
        let pictures = PictureList.described(pictures)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(
            questions.reduce(16) { $0 + $1.bytes.count + pictures.count + 1 })
        bytes += "{\"questions\":[".utf8
        for (index, question) in questions.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            question.append(to: &bytes, pictures: pictures)
        }
        bytes += "]}".utf8
        return bytes
    }
}
