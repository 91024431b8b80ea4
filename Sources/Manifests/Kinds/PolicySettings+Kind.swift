import Records

extension PolicySettings {
    /// Keys that say what the embedded policy is made of.
    private static let embeddedKeys = [
        "image_size", "patch_size", "patch_width", "width", "layers", "heads", "feed_forward",
        "question_tokens", "patch_words", "checkpoint",
    ]

    /// What a kind of policy needs is there, and nothing that it would not look at.
    static let checkKind: ObjectSchema<PolicySettings>.Rule = { policy, path, decoding in
        let kind = Wording.join(path, "kind")
        let blocks: [(name: String, isThere: Bool, kinds: [Kind])] = [
            ("endpoint", policy.endpoint != nil, [.endpoint, .batch]),
            ("batch", policy.batch != nil, [.batch]),
            ("recorded", policy.recorded != nil, [.recorded]),
        ]
        for block in blocks {
            if block.kinds.contains(policy.kind), !block.isThere {
                decoding.report(
                    "the policy is of the kind `\(policy.kind.rawValue)` and has no "
                        + "`\(block.name)`", field: kind,
                    remedy: "add `\(Wording.join(path, block.name))`")
            } else if !block.kinds.contains(policy.kind), block.isThere {
                refuse(block.name, of: block.kinds, policy, path, &decoding)
            }
        }
        var given: [(name: String, kinds: [Kind])] = []
        if policy.kind != .embedded {
            given += embeddedKeys.map { ($0, [.embedded]) }
        }
        if ![.endpoint, .batch].contains(policy.kind) {
            given += ["prompt", "picture_size"].map { ($0, [.endpoint, .batch]) }
        }
        for (name, kinds) in given where decoding.locations[Wording.join(path, name)] != nil {
            let isDefault = PolicySettings.holdsDefault(name, policy)
            if !isDefault { refuse(name, of: kinds, policy, path, &decoding) }
        }
        if policy.kind == .batch, policy.endpoint?.servers.isEmpty == false {
            decoding.report(
                "a policy of the kind `batch` asks no servers",
                field: Wording.join(path, "endpoint.servers"), remedy: "remove `servers`")
        }
        if policy.kind == .endpoint, policy.endpoint?.servers.isEmpty == true {
            decoding.report(
                "`endpoint` names no servers", field: Wording.join(path, "endpoint"),
                remedy: "add `servers`: addresses such as `http://127.0.0.1:8000/v1`")
        }
    }

    private static func refuse(
        _ name: String, of kinds: [Kind], _ policy: PolicySettings, _ path: String,
        _ decoding: inout Decoding
    ) {
        decoding.report(
            "`\(name)` says nothing of a policy of the kind `\(policy.kind.rawValue)`",
            field: Wording.join(path, name),
            remedy: "remove it, or write `kind: "
                + kinds.map(\.rawValue).joined(separator: "` or `kind: ") + "`")
    }

    /// Whether a key holds what it would without being given: a locked manifest gives every key.
    private static func holdsDefault(_ name: String, _ policy: PolicySettings) -> Bool {
        policy.parameters[name] == PolicySettings().parameters[name]
    }
}
