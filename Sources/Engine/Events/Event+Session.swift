public import Records

extension Event {
    /// Facts about a session of a run, in `run.started`.
    public struct Session: Sendable, Hashable {
        /// The run's name.
        public var run: String
        /// The process that runs it.
        public var processIdentifier: Int
        /// The machine it runs on.
        public var host: String
        /// How many threads it may use.
        public var jobs: Int
        /// The stages in the order in which they run.
        public var stages: [String]

        /// Facts about a session.
        public init(
            run: String, processIdentifier: Int, host: String, jobs: Int, stages: [String]
        ) {
            self.run = run
            self.processIdentifier = processIdentifier
            self.host = host
            self.jobs = jobs
            self.stages = stages
        }
    }
}

extension Event.Session: TableRow {
    /// The facts as an object.
    public var json: JSONValue {
        .object([
            .init("run", .string(run)),
            .init("pid", .integer(processIdentifier)),
            .init("host", .string(host)),
            .init("jobs", .integer(jobs)),
            .init("stages", .array(stages.map { .string($0) })),
            .init("software", .object(Software.members())),
        ])
    }

    /// The facts from their object.
    public init(json: JSONValue) throws(Fault) {
        self.init(
            run: try json.column("run", \.stringValue),
            processIdentifier: try json.column("pid", \.integerValue),
            host: try json.column("host", \.stringValue),
            jobs: try json.column("jobs", \.integerValue),
            stages: try json.column("stages", \.strings))
    }
}
