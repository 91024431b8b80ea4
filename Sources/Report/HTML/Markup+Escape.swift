import Records

extension Markup {
    /// Appends a text in which nothing is markup and every control character can be seen.
    static func append(_ text: String, to bytes: inout [UInt8]) {
        let isPlain = text.utf8.allSatisfy { byte in
            byte >= 0x20 && byte < 0x7F && byte != UInt8(ascii: "<") && byte != UInt8(ascii: ">")
                && byte != UInt8(ascii: "&") && byte != UInt8(ascii: "\"")
                && byte != UInt8(ascii: "'")
        }
        if isPlain {
            bytes += text.utf8
            return
        }
        for scalar in text.unicodeScalars {
            switch scalar {
            case "<": bytes += "&lt;".utf8
            case ">": bytes += "&gt;".utf8
            case "&": bytes += "&amp;".utf8
            case "\"": bytes += "&quot;".utf8
            case "'": bytes += "&#39;".utf8
            case "\n", "\t": bytes += String(scalar).utf8
            default: bytes += FaultRenderer.printable(String(scalar)).utf8
            }
        }
    }
}
