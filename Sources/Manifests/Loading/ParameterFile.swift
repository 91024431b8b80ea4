/// A file of `--params`: values that stand above a manifest's, and below those of `--set`.
public struct ParameterFile: Sendable, Hashable {
    /// The file, as the user named it.
    public var path: String
    /// Its text: a YAML mapping, whose outermost names may be field paths such as
    /// `stages.warm-up.steps`.
    public var text: String

    /// A file and its text.
    public init(path: String, text: String) {
        self.path = path
        self.text = text
    }

    /// Reads a file.
    ///
    /// - Throws: why it cannot be read.
    public init(reading path: String) throws(ManifestErrors) {
        do {
            let bytes = try SourceFile.read(path, limit: YAMLLimits.fileByteCount)
            self.init(path: path, text: String(decoding: bytes, as: UTF8.self))
        } catch {
            throw ManifestErrors(faults: [error], sources: [:])
        }
    }
}
