import Records
import Storage

/// The log of what was trained, as a place to write to. `reward.py` writes the same lines.
struct RewardLog: Sendable {
    /// Where it lies. It is made with the first line, since trainers begin in an empty folder.
    var path: String

    /// Adds lines, with one write: those of several processes do not mix.
    ///
    /// - Throws: a `Fault` where not all of them are in the file.
    func append(_ responses: [RewardLogLine.Response]) throws(Fault) {
        guard !responses.isEmpty else { return }
        var bytes: [UInt8] = []
        for response in responses {
            response.json.append(to: &bytes)
            bytes.append(UInt8(ascii: "\n"))
        }
        try FileSystem.append(bytes, to: path)
    }
}
