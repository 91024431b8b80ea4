/// Names of things in Kubernetes.
enum KubernetesName {
    /// The claim of `NAME=PATH`, or of `NAME`.
    static func claim(_ text: String) -> String { String(text.prefix { $0 != "=" }) }

    /// Whether a text is the name of a resource: a subdomain after RFC 1123.
    static func isSound(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return text.utf8.count <= 253
            && parts.allSatisfy { part in
                let ends = [part.first, part.last]
                return part.count <= 63 && part.allSatisfy(isInside)
                    && !ends.contains(UInt8(ascii: "-")) && !part.isEmpty
            }
    }

    private static func isInside(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
