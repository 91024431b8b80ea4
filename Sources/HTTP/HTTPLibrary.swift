internal import CCurl

/// The library that carries requests.
public enum HTTPLibrary {
    /// Its version and those of what it was built with; nothing if it cannot be loaded.
    public static var version: String? {
        guard unsafe ccurl_load() == nil, let version = unsafe ccurl_version() else { return nil }
        return unsafe String(cString: version)
    }
}
