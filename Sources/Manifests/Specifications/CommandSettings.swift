/// Settings of a `command` stage: any program, with declared inputs and outputs.
public struct CommandSettings: Sendable, Hashable {
    /// Something that the program reads.
    public struct Input: Sendable, Hashable {
        /// Its name, for placeholders such as `{inputs.raw}`.
        public var name: String
        /// Where its files come from.
        public var source: CommandSource

        /// A name and where its files come from.
        public init(name: String, source: CommandSource) {
            self.name = name
            self.source = source
        }
    }

    /// A file, or a folder of files, that the program writes.
    public struct Output: Sendable, Hashable {
        /// Its name, for placeholders such as `{outputs.result}`.
        public var name: String
        /// Where it is put for the user, relative to the repository's root; a folder if it ends with
        /// `/`. Nothing if it stays in the store.
        public var place: CommandTemplate?

        /// A name and a place.
        public init(name: String, place: CommandTemplate?) {
            self.name = name
            self.place = place
        }
    }

    /// The program and its arguments: the key `run`. Empty if `shell` is given.
    public var arguments: [CommandTemplate] = []
    /// A text for the shell.
    public var shell: CommandTemplate?
    /// What it reads, in the order written.
    public var inputs: [Input] = []
    /// What it writes, in the order written.
    public var outputs: [Output] = []
    /// What the program is run over, one unit of work for each file; nothing for one unit.
    public var items: CommandSource?
    /// Names of environment variables that the program gets beside `standardEnvironment`.
    public var environment: [String] = []

    /// The environment variables that every program gets.
    public static let standardEnvironment = ["PATH", "HOME", "LANG", "TMPDIR"]

    /// The defaults; one of `arguments` and `shell` must be set.
    public init() {}

    /// The texts in which placeholders are filled in, by field path.
    public var templates: [(path: String, template: CommandTemplate)] {
        arguments.enumerated().map { ("run.\($0.offset)", $0.element) }
            + (shell.map { [("shell", $0)] } ?? [])
    }

    /// The stages it refers to, by field.
    public var references: [StageReference] {
        let named = inputs.map { ("inputs.\($0.name)", $0.source) }
        return (named + (items.map { [("foreach", $0)] } ?? [])).compactMap { field, source in
            source.stage.map { StageReference(field: field, stages: [$0]) }
        }
    }
}
