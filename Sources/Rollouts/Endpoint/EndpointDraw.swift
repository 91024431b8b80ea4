import HTTP
import Records

/// Some draws of one question, in one request, and what is tried until they are there.
struct EndpointDraw {
    private let policy: EndpointPolicy
    private let request: DrawRequest
    private let prompt: DrawPrompt
    /// The seed of draw 0.
    private let firstSeed: Int
    /// When there is no more sense in trying; from the first try on.
    private var deadline: Duration?
    /// How often it was waited for the next try.
    private var waits = 0

    init(_ policy: EndpointPolicy, _ request: DrawRequest) {
        self.policy = policy
        self.request = request
        prompt = policy.prompts[request.prompt]
        firstSeed = EndpointDraw.firstSeed(policy.seed, prompt)
    }

    /// The seed of a question's draw 0: of 31 bits, as servers want it, with room for the draws.
    static func firstSeed(_ seed: Seed, _ prompt: DrawPrompt) -> Int {
        let own = seed.deriving("endpoint").deriving(prompt.question.id)
            .deriving(prompt.kind.rawValue)
        let derived = prompt.parent.map { own.deriving($0) } ?? own
        return Int(derived.value % UInt64(Int32.max - (1 << 24)))
    }

    /// What came of the draws.
    ///
    /// - Throws: a `Fault` where nothing further can be drawn.
    consuming func outcomes() async throws(Fault) -> [DrawOutcome] {
        var outcomes: [DrawOutcome] = []
        // What a request for several leaves out is asked for one by one.
        var open = [request.draws]
        while let draws = open.popLast() {
            let found = try await responses(draws)
            for draw in draws {
                switch found[draw - draws.lowerBound] {
                case .success(let response): outcomes.append(outcome(draw, .response(response)))
                case .failure(let failure) where draws.count > 1 && failure.kind == .broken:
                    open.append(draw..<(draw + 1))
                case .failure(let failure):
                    outcomes.append(
                        outcome(
                            draw, .missing(reason: failure.reason, detail: failure.detail)))
                }
            }
        }
        return outcomes
    }

    private func outcome(_ draw: Int, _ result: DrawOutcome.Result) -> DrawOutcome {
        DrawOutcome(prompt: request.prompt, draw: draw, result: result)
    }

    /// A response to each draw, or why there is none; tried until the attempts or the time are used up.
    private mutating func responses(
        _ draws: Range<Int>
    ) async throws(Fault) -> [Result<PolicyResponse, EndpointFailure>] {
        var failures = 0
        var refusing: [Int] = []
        var last = EndpointFailure(.broken, "deadline", "no server took the request in time")
        while failures < policy.settings.attempts, refusing.count < policy.connections.count {
            guard let lease = try await lease(without: refusing) else {
                return try await givingUp(draws, last, since: deadline ?? now)
            }
            do throws(EndpointFailure) {
                return try await ask(draws, lease)
            } catch {
                last = error
            }
            switch last.kind {
            case .cancelled: throw stopped
            case .hopeless: return draws.map { _ in .failure(last) }
            // Another server may have the model, or another key.
            case .refused: refusing.append(lease.server)
            case .overload, .broken:
                if last.kind == .broken { failures += 1 }
                waits += 1
                // Where the server names a time, all requests keep to it.
                guard (last.retryAfter ?? .zero) == .zero, failures < policy.settings.attempts
                else { break }
                guard try await wait(from: draws.lowerBound) else {
                    return try await givingUp(draws, last, since: deadline ?? now)
                }
            }
        }
        return try await givingUp(draws, last, since: now)
    }

    private var now: Duration { policy.clock.now() }

    private var stopped: Fault { Fault(.interrupted, "drawing from the endpoint was stopped") }

    /// A turn with a server; nothing once there is no more sense in waiting for one.
    private mutating func lease(
        without others: [Int]
    ) async throws(Fault) -> ServerPool.Lease? {
        let limit = policy.settings.totalDeadline
        if let deadline, now >= deadline { return nil }
        do throws(EndpointFailure) {
            let lease = try await policy.pool.lease(
                without: others, until: &deadline, limit: limit)
            if let lease {
                deadline = deadline ?? (lease.start + limit)
                return lease
            }
        } catch {
            switch error.kind {
            case .cancelled: throw stopped
            case .refused:
                throw Fault(
                    .configuration, "the endpoint refuses every request (\(error.detail))",
                    remedy: "check the address, the model's name and the key's variable; then run"
                        + " the command again: what was drawn is kept")
            default: return nil
            }
        }
        return nil
    }

    /// What is left to say: that the draws are missing, or, where nobody has got anything for all the
    /// time that a draw may take and nobody would now, that the run had better stop.
    private func givingUp(
        _ draws: Range<Int>, _ last: EndpointFailure, since end: Duration
    ) async throws(Fault) -> [Result<PolicyResponse, EndpointFailure>] {
        if policy.pool.isDown(since: end - policy.settings.totalDeadline),
            !(await policy.answersAnything())
        {
            throw Fault(
                .tryAgain, "no server of the endpoint answers",
                remedy: "run the command again once they do: what was drawn is kept",
                cause: last.detail)
        }
        return draws.map { _ in .failure(last) }
    }

    /// Waits before the next try; false where the time is up before.
    private func wait(from draw: Int) async throws(Fault) -> Bool {
        let seed = policy.seed.deriving("backoff").deriving(prompt.question.id).deriving(draw)
        let delay = Backoff.delay(afterFailures: waits, seed)
        if let deadline, policy.clock.now() + delay > deadline { return false }
        do {
            try await policy.clock.sleep(delay)
        } catch {
            throw stopped
        }
        return true
    }
}

/// One try.
extension EndpointDraw {
    private func ask(
        _ draws: Range<Int>, _ lease: ServerPool.Lease
    ) async throws(EndpointFailure) -> [Result<PolicyResponse, EndpointFailure>] {
        do throws(EndpointFailure) {
            let results = try await choices(draws, lease)
            policy.pool.end(lease, nil)
            return results
        } catch {
            policy.pool.end(lease, error)
            throw error
        }
    }

    /// The result of each draw; a failure of its own where others have none.
    private func choices(
        _ draws: Range<Int>, _ lease: ServerPool.Lease
    ) async throws(EndpointFailure) -> [Result<PolicyResponse, EndpointFailure>] {
        let settings = policy.settings
        let found = policy.capabilities[lease.server]
        let seed = firstSeed + draws.lowerBound
        let left = deadline.map { $0 - policy.clock.now() } ?? settings.requestTimeout
        let response = try await policy.connections[lease.server].ask(
            timeout: max(.milliseconds(1), min(settings.requestTimeout, left))
        ) { () throws(EndpointFailure) in
            try chatRequest(draws.count, seed: found.seeds == .refused ? nil : seed)
        }
        let short = EndpointFailure(.broken, "short_n", "the response has fewer choices than asked")
        var results = draws.map { _ in Result<PolicyResponse, EndpointFailure>.failure(short) }
        for choice in response.choices {
            results[choice.index] = choice.result.map { response in
                var response = response
                let isKnown = choice.index == 0 || found.consecutiveSeeds
                if found.seeds == .repeated, isKnown {
                    response.seed = UInt64(seed + choice.index)
                }
                return response
            }
        }
        let failures = results.compactMap { result in
            if case .failure(let failure) = result { failure } else { nil }
        }
        // Nothing came of the request as a whole.
        if failures.count == draws.count, let first = failures.first { throw first }
        return results
    }

    /// The pictures are read again for each try: they are let go while the server is at work.
    private func chatRequest(
        _ count: Int, seed: Int?
    ) throws(EndpointFailure) -> ChatRequest {
        let settings = policy.settings
        var user: [ChatRequest.Part] = []
        for part in prompt.user {
            switch part {
            case .text(let words): user.append(.text(words))
            case .picture(let place):
                do throws(Fault) {
                    user.append(.picture(try policy.pictures.picture(place, of: prompt)))
                } catch {
                    throw EndpointFailure(.hopeless, "picture", "\(error)")
                }
            }
        }
        return ChatRequest(
            model: settings.model, system: prompt.system, user: user, sampling: settings.sampling,
            count: count, seed: seed)
    }
}
