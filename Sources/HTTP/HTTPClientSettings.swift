/// What an `HTTPClient` keeps to.
public struct HTTPClientSettings: Sendable, Hashable {
    /// How long a connection may take to come about.
    public var connectTimeout: Duration
    /// The most bytes of a response's body.
    public var responseLimit: Int
    /// A file of certificates to trust instead of the system's.
    public var authorities: String?

    /// Settings; see the properties.
    public init(
        connectTimeout: Duration = .seconds(10), responseLimit: Int = 16 << 20,
        authorities: String? = nil
    ) {
        self.connectTimeout = connectTimeout
        self.responseLimit = responseLimit
        self.authorities = authorities
    }
}
