extension HTTPHeader {
    /// The headers of a request that is answered with JSON.
    ///
    /// - Parameters:
    ///   - posts: whether JSON is sent, too.
    ///   - key: the server's key, where it needs one.
    public static func json(posts: Bool, key: APIKey?) -> [HTTPHeader] {
        var headers = [HTTPHeader("Accept", "application/json")]
        if posts { headers.append(HTTPHeader("Content-Type", "application/json")) }
        if let key { headers.append(HTTPHeader("Authorization", key.authorization)) }
        return headers
    }
}
