import Records

extension RaySettings {
    /// The `ray` key of `executor`.
    static let schema = ObjectSchema(
        "what Ray is asked for", initial: RaySettings(),
        fields: [
            Field(
                "address", \.address, .optional(.someText), affectsResult: false,
                "where Ray's Jobs API listens, `http://head:8265`; without it, what "
                    + "RAY_API_SERVER_ADDRESS says, or port 8265 of this machine")
        ] + wants, rules: [checkResources])

    /// The `ray` key of a stage: all of a run's jobs go to one cluster.
    static let stageSchema = ObjectSchema(
        "what Ray is asked for, for a stage", initial: RaySettings(), fields: wants,
        rules: [checkResources])

    private static let wants: [Field<RaySettings>] = [
        Field(
            "python", \.python, .optional(.someText), affectsResult: false,
            "the Python of the cluster's nodes that has Ray; `python3` without it"),
        Field(
            "cpus", \.processors, .optional(.integer(from: 0, to: 4096)), affectsResult: false,
            "processors that Ray keeps for a range of units, all of which it uses; 1 without it"),
        Field(
            "gpus", \.gpus, .optional(.real(from: 0, to: 1024)), affectsResult: false,
            "GPUs of a range of units; less than 1 shares one"),
        Field(
            "memory", \.memoryByteCount, .optional(.byteCount(from: 1 << 20)),
            affectsResult: false, "memory that Ray keeps for a range of units, such as `4GB`"),
        Field(
            "resources", \.resources, .list(of: .someText), affectsResult: false,
            "resources of the cluster's own, each as one word: `special=1`"),
    ]

    private static let checkResources: ObjectSchema<RaySettings>.Rule = {
        settings, path, decoding in
        for text in settings.resources where RaySettings.resource(text) == nil {
            decoding.report(
                "`\(text)` is no resource", field: Wording.join(path, "resources"),
                remedy: "write a name and how much of it a range needs: `special=1`")
        }
    }
}
