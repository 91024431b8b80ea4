internal import CCurl

/// A request that is under way. Once handed over it belongs to the driver's thread.
final class HTTPTransfer: @unchecked Sendable {
    /// A response or why there is none. A type of its own: a tuple that leaves a child task's closure
    /// is miscompiled (Swift 6.3.1).
    struct Answer: Sendable {
        var result: Result<HTTPResponse, HTTPFailure>
    }

    /// Tells transfers apart.
    let number: Int
    let url: HTTPURL
    /// The headers as lines.
    let headers: [String]
    /// The bytes to post; nothing to get.
    let bodyCount: Int?
    let timeout: Duration

    /// Who waits for it.
    var continuation: CheckedContinuation<Answer, Never>?
    /// What is still to be sent; a large one is let go once all of it was.
    private var body: BodyReader?
    private var onBodySent: (@Sendable () -> Void)?
    private var head: [HTTPHeader] = []
    private var headCount = 0
    private var isHeadWhole = false
    private var received: [UInt8] = []
    private let receivedLimit: Int
    private var isTooLarge = false

    init(_ number: Int, _ request: consuming HTTPRequest, responseLimit: Int) {
        self.number = number
        url = request.url
        headers = request.lines
        bodyCount = request.body?.byteCount
        body = request.body.map { BodyReader($0) }
        timeout = request.timeout
        onBodySent = request.onBodySent
        receivedLimit = responseLimit
    }

    /// A body up to here is kept until the end, so that it can be sent again by itself where a
    /// connection that was kept turns out to be closed.
    private static let keptCount = 65536
    /// The most bytes of a response's head.
    private static let headLimit = 65536

    /// Gives the waiting task its answer.
    func end(_ result: Result<HTTPResponse, HTTPFailure>) {
        body = nil
        tellBodySent()
        continuation?.resume(returning: Answer(result: result))
        continuation = nil
    }

    /// Fills a space with more of the body.
    func read(into space: UnsafeMutableBufferPointer<UInt8>) -> Int {
        // Once it was sent, the library may ask whether there is more.
        guard body != nil else { return 0 }
        let count = unsafe body?.fill(space) ?? 0
        if body?.isAtEnd == true {
            if bodyCount ?? 0 > HTTPTransfer.keptCount { body = nil }
            tellBodySent()
        }
        return count
    }

    private func tellBodySent() {
        onBodySent?()
        onBodySent = nil
    }

    /// Begins the body again; false where it was let go.
    func rewind() -> Bool {
        body?.rewind()
        return body != nil
    }

    /// Takes a line of the head; false where there are too many.
    func takeHead(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        headCount += bytes.count
        guard headCount <= HTTPTransfer.headLimit else {
            isTooLarge = true
            return false
        }
        let line = unsafe String(decoding: bytes, as: UTF8.self)
        // Of several heads (`100 Continue`) the last one counts.
        if line.hasPrefix("HTTP/") {
            head = []
            isHeadWhole = false
        }
        if bytes.count <= 2 { isHeadWhole = true }
        guard let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")) else { return true }
        let value = line[colon...].utf8.dropFirst().drop { $0 == 0x20 || $0 == 0x09 }
        let end = value.lastIndex { $0 > 0x20 }.map { value.index(after: $0) } ?? value.startIndex
        head.append(
            HTTPHeader(String(line[..<colon]), String(Substring(value[..<end]))))
        return true
    }

    /// Takes some of the response's body; false where it is too much.
    func takeBody(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.count <= receivedLimit - received.count else {
            isTooLarge = true
            return false
        }
        unsafe received.append(contentsOf: bytes)
        return true
    }

    /// What came of it.
    func outcome(of transfer: OpaquePointer) -> Result<HTTPResponse, HTTPFailure> {
        let kind: HTTPFailure.Kind
        switch unsafe ccurl_result(transfer) {
        // libcurl is content with a head that breaks off.
        case CCURL_OK where !isHeadWhole:
            return .failure(HTTPFailure(.transport, "the head of the response breaks off"))
        case CCURL_OK:
            let status = unsafe Int(ccurl_status(transfer))
            let seconds = unsafe ccurl_seconds(transfer)
            return .success(
                HTTPResponse(status: status, headers: head, body: received, seconds: seconds))
        case CCURL_BAD_URL: kind = .badRequest
        case CCURL_NAME: kind = .name
        case CCURL_CONNECT: kind = .connect
        case CCURL_CERTIFICATE: kind = .certificate
        case CCURL_TIMEOUT: kind = .timeout
        case CCURL_STOPPED where isTooLarge: kind = .tooLarge
        default: kind = .transport
        }
        let message =
            kind == .tooLarge
            ? "the response has more than \(receivedLimit) bytes, or its head \(HTTPTransfer.headLimit)"
            : unsafe String(cString: ccurl_message(transfer))
        return .failure(HTTPFailure(kind, message))
    }
}
