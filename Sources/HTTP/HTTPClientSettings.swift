/// What an `HTTPClient` keeps to.
public struct HTTPClientSettings: Sendable, Hashable {
    /// The most bytes of a response's body.
    public var responseLimit: Int
    /// A file of certificates to trust instead of the system's.
    public var authorities: String?

    /// Settings; see the properties.
    public init(responseLimit: Int = 16 << 20, authorities: String? = nil) {
        self.responseLimit = responseLimit
        self.authorities = authorities
    }
}
