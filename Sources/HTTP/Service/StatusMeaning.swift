/// What a status says to whoever asked for something and did not get it.
public enum StatusMeaning: Sendable, Hashable {
    /// The server has no room (429, 503).
    case overloaded
    /// The server failed, and may not the next time.
    case failed
    /// It will say so to every request: the key, the address or the path is wrong. A redirect goes to
    /// another place than the key was meant for.
    case refused
    /// The request was taken, but not as it should be: who asks decides whether to ask again.
    case unexpected
    /// This request will never work.
    case hopeless

    /// The meaning of a status whose answer is of no use.
    public init(_ status: Int) {
        self =
            switch status {
            case 429, 503: .overloaded
            case 408, 409, 500...599: .failed
            case 300...399, 401, 403, 404: .refused
            case 100...299: .unexpected
            default: .hopeless
            }
    }

    /// Whether the same request may be answered when it is sent again.
    public var mayPass: Bool { self == .overloaded || self == .failed }
}

extension HTTPFailure {
    /// Whether the same request may be answered when it is sent again.
    public var mayPass: Bool {
        switch kind {
        case .name, .connect, .timeout, .transport: true
        case .badRequest, .certificate, .tooLarge, .cancelled: false
        }
    }
}
