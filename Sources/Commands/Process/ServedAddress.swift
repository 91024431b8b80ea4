import Engine

/// Where a server of ours is found.
enum ServedAddress {
    /// A server's address as others see it: one that stands for all of this machine's, and is somebody else's
    /// own there, becomes this machine's name.
    static func text(_ address: String, host: String) -> String {
        guard host == "0.0.0.0" || host == "::" else { return address }
        return "http://\(Host.name):\(address.split(separator: ":").last ?? "")"
    }
}
