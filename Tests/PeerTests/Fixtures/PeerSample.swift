import Records
import Storage

/// A sample as a peer shows it: the SHA-256 of each of its files.
struct PeerSample: Equatable {
    var key: String
    var files: [String]

    init(key: String, files: [(name: String, bytes: [UInt8])]) {
        self.key = key
        self.files = files.map { "\($0.name) \(SHA256.digest(of: $0.bytes).hex)" }
    }

    init(key: String, json: JSONValue) {
        self.key = key
        files = (json.arrayValue ?? []).map { ($0.strings ?? []).joined(separator: " ") }
    }

    /// What a peer should show of our shards.
    static let own = OwnShards.samples.map { sample in
        PeerSample(key: sample.key, files: [("json", sample.json), ("png", sample.picture)])
    }
}
