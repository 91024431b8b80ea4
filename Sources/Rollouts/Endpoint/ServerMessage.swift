import HTTP
import Records
import Storage

/// What a server says about a request that it refuses, as far as it may be repeated: without the key,
/// and without a word of the prompt.
enum ServerMessage {
    /// The failure that a status other than 200 means.
    ///
    /// - Parameter texts: what was asked.
    static func failure(
        of response: HTTPResponse, key: APIKey?, texts: [String], date: Int
    ) -> EndpointFailure {
        let status = response.status
        let kind: EndpointFailure.Kind =
            switch StatusMeaning(status) {
            case .overloaded: .overload
            case .refused: .refused
            case .failed, .unexpected: .broken
            case .hopeless: .hopeless
            }
        let words = said(response.body, key: key, texts: texts)
        let delay = response.header("Retry-After").flatMap { RetryAfter.delay($0, date: date) }
        return EndpointFailure(
            kind, "http_\(status)", "status \(status)\(words.map { ": \($0)" } ?? "")",
            retryAfter: delay)
    }

    private static let longest = 200
    private static let longestRead = 4096

    /// The server's sentence.
    private static func said(_ body: [UInt8], key: APIKey?, texts: [String]) -> String? {
        guard let json = try? JSONReader.parse(body, file: "the response") else { return nil }
        let places = [
            json["error"]?["message"], json["error"], json["message"], json["detail"],
        ]
        guard let found = places.lazy.compactMap({ $0?.stringValue }).first else { return nil }
        let full = String(found.prefix(longestRead))
        guard !full.contains("base64,") else { return "(its message repeats a picture)" }
        guard !texts.contains(where: { quotes(full, $0) }) else {
            return "(its message repeats the prompt)"
        }
        let hidden = key?.removed(from: full) ?? full
        let line = hidden.unicodeScalars.map { $0.value < 0x20 ? " " : Character($0) }
        return String(line.prefix(longest))
    }

    /// Whether a message repeats 16 bytes of a text, or all of a shorter one.
    private static func quotes(_ message: String, _ text: String) -> Bool {
        let words = Array(text.utf8)
        let all = Array(message.utf8)
        let length = min(16, words.count)
        // A word or two are in many messages by chance.
        guard length >= 4, all.count >= length else { return false }
        var windows = Set<ArraySlice<UInt8>>()
        for start in 0...(all.count - length) { windows.insert(all[start..<(start + length)]) }
        return (0...(words.count - length)).contains {
            windows.contains(words[$0..<($0 + length)])
        }
    }
}
