import Records

extension BatchSettings {
    /// `policy.batch`. Where the files are is no material for keys; the requests in them are.
    static let schema = ObjectSchema(
        "requests that are answered while the program does not run", initial: BatchSettings(),
        fields: [
            Field(
                "folder", \.folder, .path, isRequired: true, affectsResult: false,
                "where requests are written and answers are read, relative to the manifest"),
            Field(
                "file_requests", \.fileRequests, .integer(from: 1), affectsResult: false,
                "the most requests of one file"),
        ])
}

extension RecordedSettings {
    /// `policy.recorded`. The files' content enters keys, not where they are.
    static let schema = ObjectSchema(
        "rollouts that were drawn before", initial: RecordedSettings(),
        fields: [
            Field(
                "files", \.files, .list(of: .path, minimum: 1, isUnique: true), isRequired: true,
                affectsResult: false, "the files, relative to the manifest"),
            Field("format", \.format, .choice, "what wrote them"),
            Field(
                "model", \.model, .someText, isRequired: true, "which model drew the responses"),
        ])
}
