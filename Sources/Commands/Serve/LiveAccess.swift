import Records
import Server
import Storage

/// Who may look: whoever has the token, from the address that was printed once or from the cookie that a
/// browser got for it.
struct LiveAccess: Sendable {
    /// The token: 32 hexadecimal digits of the system's randomness, or the user's own.
    let token: String
    private let cookie: String

    /// The fewest bytes of a token of the user's.
    private static let fewestBytes = 16

    /// - Parameter token: the user's; nothing for a new one.
    /// - Throws: a `Fault` if the user's is too short, or is not plain.
    init(token: String?) throws(Fault) {
        if let token {
            let isPlain = token.utf8.allSatisfy {
                (48...57).contains($0) || (97...122).contains($0 | 0x20) || $0 == 45 || $0 == 95
            }
            guard isPlain, token.utf8.count >= LiveAccess.fewestBytes else {
                throw Fault(
                    .configuration,
                    "PIPELINE_SERVE_TOKEN needs \(LiveAccess.fewestBytes) characters or more, of "
                        + "letters, digits, `-` and `_`",
                    remedy: "`openssl rand -hex 16` makes one; without the variable, one is made")
            }
            self.token = token
        } else {
            var generator = SystemRandomNumberGenerator()
            self.token = (0..<2).map { _ in
                let digits = String(generator.next() as UInt64, radix: 16)
                return String(repeating: "0", count: 16 - digits.count) + digits
            }.joined()
        }
        // Cookies are for all ports of a host, hence a name for each token.
        cookie = "pipeline_\(SHA256.digest(of: Array(self.token.utf8)).hex.prefix(8))"
    }

    /// What a request is allowed.
    enum Decision {
        /// What it asks for.
        case granted
        /// To come again with the cookie, so that the token does not stay in the address.
        case redirect(Reply)
        /// Nothing.
        case refused
    }

    /// Decides about a request.
    func decide(_ request: ReceivedRequest) -> Decision {
        if isRight(cookies(of: request)) || isRight(bearer(of: request)) { return .granted }
        let parts = request.path.split(separator: "?", maxSplits: 1)
        var given: [String] = []
        for pair in (parts.dropFirst().first ?? "").split(separator: "&")
        where pair.hasPrefix("token=") {
            given.append(String(pair.dropFirst("token=".count)))
        }
        guard isRight(given) else { return .refused }
        // A path that begins with two slashes would name another host.
        let path = "/" + (parts.first ?? "").drop { $0 == "/" || $0 == "\\" }
        return .redirect(
            Reply(
                303,
                headers: [
                    ("Location", path),
                    (
                        "Set-Cookie",
                        "\(cookie)=\(token); HttpOnly; SameSite=Strict; Path=/"
                    ),
                ] + LiveSite.headers, body: []))
    }

    private func cookies(of request: ReceivedRequest) -> [String] {
        var found: [String] = []
        for header in request.headers where header.name == "cookie" {
            for part in header.value.split(separator: ";") {
                let pair = part.drop { $0 == " " }
                if pair.hasPrefix("\(cookie)=") {
                    found.append(String(pair.dropFirst(cookie.count + 1)))
                }
            }
        }
        return found
    }

    private func bearer(of request: ReceivedRequest) -> [String] {
        request.headers.filter { $0.name == "authorization" && $0.value.hasPrefix("Bearer ") }
            .map { String($0.value.dropFirst("Bearer ".count)) }
    }

    /// Whether one of some texts is the token; takes as long whatever they have in common with it.
    private func isRight(_ texts: [String]) -> Bool {
        texts.contains { text in
            guard text.utf8.count == token.utf8.count else { return false }
            var difference: UInt8 = 0
            for (left, right) in zip(text.utf8, token.utf8) { difference |= left ^ right }
            return difference == 0
        }
    }
}
