/// Where a run came from, so that it can be taken up again.
public struct RunOrigin: Sendable, Hashable {
    /// A value given on the command line.
    public struct Override: Sendable, Hashable {
        /// The field's path.
        public var path: String
        /// Its value's text.
        public var value: String

        /// A value for a field.
        public init(path: String, value: String) {
            self.path = path
            self.value = value
        }
    }

    /// A file of values given on the command line.
    public struct ParameterFile: Sendable, Hashable {
        /// Its path, as it was given.
        public var path: String
        /// Its text when the run was begun.
        public var text: String

        /// A file and its text.
        public init(path: String, text: String) {
            self.path = path
            self.text = text
        }
    }

    /// The manifest's path, absolute.
    public var manifestPath: String
    /// The working directory, against which overrides are read.
    public var workingFolder: String
    /// Files of values given on the command line, which stand below `overrides`.
    public var parameters: [ParameterFile]
    /// Values given on the command line.
    public var overrides: [Override]
    /// The effective manifest's text.
    public var lockedManifest: String

    /// Where a run came from.
    public init(
        manifestPath: String, workingFolder: String, parameters: [ParameterFile] = [],
        overrides: [Override], lockedManifest: String
    ) {
        self.manifestPath = manifestPath
        self.workingFolder = workingFolder
        self.parameters = parameters
        self.overrides = overrides
        self.lockedManifest = lockedManifest
    }
}
