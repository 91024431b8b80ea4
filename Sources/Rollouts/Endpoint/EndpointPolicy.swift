public import HTTP
public import Records

/// Draws responses from an OpenAI-compatible endpoint.
///
/// Draw d of a question always has the seed b + d, where b follows from the run's seed, the question
/// and what it is asked for. A request for n draws from d on sends b + d, and servers give their i-th
/// choice the seed + i (vLLM and llama-server do), so no two requests of a question share a seed, and
/// a draw that has to be asked for again, alone, is asked for with its own.
public struct EndpointPolicy: Policy {
    /// One request is for draws of one question.
    public let requestLimit = 1
    /// As many as requests may be under way.
    public var callLimit: Int { settings.maximumConcurrency }
    /// What the servers were found to honour, in the order of the settings.
    public let capabilities: [EndpointCapabilities]

    let settings: EndpointSettings
    let prompts: [DrawPrompt]
    let pictures: any PictureSource
    let seed: Seed
    let clock: HTTPClock
    let connections: [EndpointConnection]
    let pool: ServerPool

    /// A policy of servers that were probed.
    ///
    /// - Parameters:
    ///   - settings: the servers, and how they are asked.
    ///   - prompts: what may be asked.
    ///   - pictures: whence the pictures come, as they are to be seen.
    ///   - seed: the run's.
    ///   - clock: the time that waits and time limits go by.
    ///   - environment: the environment's variables by their names.
    /// - Throws: a `Fault` where a setting is wrong, a key is not there, a server refuses to be
    ///   asked, or does not do what rollouts need; see `EndpointProbe`.
    public init(
        _ settings: EndpointSettings, prompts: [DrawPrompt], pictures: any PictureSource,
        seed: Seed, clock: HTTPClock = .system,
        environment: (String) -> String? = APIKey.variable
    ) async throws(Fault) {
        try settings.check()
        let client = try HTTPClient()
        var connections: [EndpointConnection] = []
        for server in settings.servers {
            connections.append(
                try EndpointConnection(server, client, clock, environment: environment))
        }
        let picture = try EndpointPolicy.anyPicture(of: prompts, pictures)
        var capabilities: [EndpointCapabilities] = []
        for connection in connections {
            let probe = EndpointProbe(settings, connection, clock, picture: picture)
            capabilities.append(try await probe.run())
        }
        self.settings = settings
        self.prompts = prompts
        self.pictures = pictures
        self.seed = seed
        self.clock = clock
        self.connections = connections
        self.capabilities = capabilities
        pool = ServerPool(settings, clock)
    }

    init(_ other: EndpointPolicy, prompts: [DrawPrompt], pictures: any PictureSource) {
        settings = other.settings
        seed = other.seed
        clock = other.clock
        connections = other.connections
        capabilities = other.capabilities
        pool = other.pool
        self.prompts = prompts
        self.pictures = pictures
    }

    /// The first picture that a prompt has.
    private static func anyPicture(
        of prompts: [DrawPrompt], _ pictures: any PictureSource
    ) throws(Fault) -> EncodedPicture? {
        for prompt in prompts {
            for case .picture(let place) in prompt.user {
                return try pictures.picture(place, of: prompt)
            }
        }
        return nil
    }

    /// The draws of a request that one HTTP request asks for: what every server gives at once.
    var chunk: Int {
        max(1, min(settings.largestN, capabilities.map(\.largestN).min() ?? 1))
    }

    /// Whether a server answers a small request: one whose own question is at fault must not stop the
    /// run.
    func answersAnything() async -> Bool {
        for connection in connections {
            let probe = EndpointProbe(settings, connection, clock, picture: nil)
            if await probe.answers() { return true }
        }
        return false
    }

    /// The responses to requests, several at once; a draw that fails for ever is missing.
    ///
    /// - Throws: a `Fault` where nothing further can be drawn.
    public func draw(_ requests: [DrawRequest]) async throws(Fault) -> [DrawOutcome] {
        let chunks = requests.flatMap { request in
            stride(from: request.draws.lowerBound, to: request.draws.upperBound, by: chunk).map {
                DrawRequest(
                    prompt: request.prompt, draws: $0..<min($0 + chunk, request.draws.upperBound))
            }
        }
        guard chunks.count > 1 else {
            var outcomes: [DrawOutcome] = []
            for chunk in chunks { outcomes += try await EndpointDraw(self, chunk).outcomes() }
            return outcomes
        }
        let parts = try await ParallelMap.run(chunks.count, jobs: settings.maximumConcurrency) {
            index throws(Fault) -> [DrawOutcome] in
            try await EndpointDraw(self, chunks[index]).outcomes()
        }
        return parts.flatMap(\.self)
    }
}

extension EndpointSettings {
    /// - Throws: a `Fault` of code `badInput` where they make no sense.
    func check() throws(Fault) {
        func require(_ holds: Bool, _ what: String) throws(Fault) {
            if !holds { throw Fault(.badInput, "of an endpoint, \(what)") }
        }
        try require(!servers.isEmpty, "no address is given")
        try require(
            servers.allSatisfy { $0.weight > 0 && $0.weight.isFinite }, "weights are positive")
        try require(
            maximumConcurrency > 0 && largestN > 0 && attempts > 0 && sampling.maximumTokens > 0,
            "limits are at least 1")
        try require(
            sampling.temperature > 0 && sampling.temperature.isFinite,
            "the temperature is above 0: draws that are all the same say nothing")
    }
}
