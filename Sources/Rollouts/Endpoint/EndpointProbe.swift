import HTTP
import Records

/// Asks a server a few small things before any work, to learn what it honours. A server that does not
/// sample, or does not see pictures where there are some, is refused: what it says would be taken for
/// pass rates.
struct EndpointProbe {
    private let settings: EndpointSettings
    private let connection: EndpointConnection
    private let clock: HTTPClock
    private let picture: EncodedPicture?

    /// - Parameter picture: one that will be asked about; nothing where there are none.
    init(
        _ settings: EndpointSettings, _ connection: EndpointConnection, _ clock: HTTPClock,
        picture: EncodedPicture?
    ) {
        self.settings = settings
        self.connection = connection
        self.clock = clock
        self.picture = picture
    }

    /// Where few responses are alike if any sampling is done.
    private static let prompts = [
        "Write twelve random words.", "Write a random number with twelve digits.",
    ]
    private static let seed = 1_234_567
    /// Enough for a server that is still loading its model, about a minute.
    private static let tries = 8

    /// What the server honours.
    ///
    /// - Throws: a `Fault` where it cannot be asked, or is of no use.
    func run() async throws(Fault) -> EndpointCapabilities {
        var found = EndpointCapabilities()
        found.models = try await models()
        let several = try await largestN(&found)
        let first = try await text(0, seed: EndpointProbe.seed, found)
        let again = try await text(0, seed: EndpointProbe.seed, found)
        let next = try await text(0, seed: EndpointProbe.seed + 1, found)
        var seen = several + [first, again, next]
        if Set(seen).count == 1 {
            for offset in 0..<3 {
                seen.append(try await text(1, seed: EndpointProbe.seed + offset, found))
            }
            // The second prompt has a response of its own.
            if Set(seen.suffix(3)).count == 1 { throw greedy() }
        }
        if found.seeds != .refused {
            found.seeds = first == again && first != next ? .repeated : .ignored
        }
        // Choices that are all the same, where two requests differ, are one response.
        if several.count > 1, Set(several).count == 1, first != next { found.largestN = 1 }
        found.consecutiveSeeds =
            found.seeds == .repeated && several.count > 1 && several[0] == first
            && several[1] == next
        try await lookAtStop(&found)
        try await lookAtPicture(&found)
        return found
    }

    /// Whether the server answers at all, if only that it will not.
    func answers() async -> Bool {
        let request = request(0, count: 1, seed: EndpointProbe.seed, EndpointCapabilities())
        do throws(EndpointFailure) {
            _ = try await connection.ask(timeout: settings.requestTimeout) { request }
            return true
        } catch {
            return error.kind == .hopeless || error.kind == .refused
        }
    }

    /// The names of the models, as far as the server says; a list that lacks ours is no reason to
    /// refuse it.
    private func models() async throws(Fault) -> [String] {
        do throws(EndpointFailure) {
            let json = try await connection.models(timeout: settings.requestTimeout)
            return (json["data"]?.arrayValue ?? []).compactMap { $0["id"]?.stringValue }
        } catch {
            if error.kind == .cancelled { throw fault(error) }
            return []
        }
    }

    /// Finds how many choices a request gives.
    ///
    /// - Returns: their texts.
    private func largestN(_ found: inout EndpointCapabilities) async throws(Fault) -> [String] {
        var count = settings.largestN
        while true {
            do throws(EndpointFailure) {
                let response = try await ask(
                    request(0, count: count, seed: EndpointProbe.seed, found))
                let texts = response.choices.sorted { $0.index < $1.index }.compactMap(\.text)
                found.largestN = max(1, texts.count)
                return texts
            } catch {
                guard error.kind == .hopeless || error.kind == .broken else { throw fault(error) }
                if count > 1 {
                    count /= 2
                } else if found.seeds != .refused {
                    // It may be the seed that it does not take.
                    found.seeds = .refused
                    count = settings.largestN
                } else {
                    throw fault(error)
                }
            }
        }
    }

    private func text(
        _ prompt: Int, seed: Int, _ found: EndpointCapabilities
    ) async throws(Fault) -> String {
        do throws(EndpointFailure) {
            let response = try await ask(request(prompt, count: 1, seed: seed, found))
            return response.choices.first?.text ?? ""
        } catch {
            throw fault(error)
        }
    }

    /// Whether a piece of a response ends the response, and whether log probabilities come.
    private func lookAtStop(_ found: inout EndpointCapabilities) async throws(Fault) {
        var request = request(0, count: 1, seed: EndpointProbe.seed, found)
        request.sampling.temperature = 0
        request.logprobs = true
        var whole = try? await ask(request)
        found.logprobs = whole?.hasLogprobs ?? false
        if whole == nil {
            request.logprobs = false
            whole = try? await ask(request)
        }
        try checkCancellation()
        // A piece of the middle, without what a JSON text or a tokenizer may treat specially.
        let words = (whole?.choices.first?.text ?? "").split { $0.isWhitespace }
        guard words.count > 2 else { return }
        let word = String(words[words.count / 2])
        request.sampling.stop = [word]
        do throws(EndpointFailure) {
            let response = try await ask(request)
            let text = response.choices.first?.text ?? ""
            found.stop = text.contains(word) ? .ignored : .honoured
        } catch {
            if error.kind == .cancelled { throw fault(error) }
            found.stop = .refused
        }
    }

    /// Whether a picture is seen: it makes the prompt longer.
    private func lookAtPicture(_ found: inout EndpointCapabilities) async throws(Fault) {
        guard let picture else { return }
        let blind = request(0, count: 1, seed: EndpointProbe.seed, found)
        var seeing = blind
        seeing.user.insert(.picture(picture), at: 0)
        do throws(EndpointFailure) {
            let without = try await ask(blind).promptTokenCount
            let with = try await ask(seeing).promptTokenCount
            if let with, let without { found.pictureTokenCount = with - without }
        } catch {
            throw fault(error, "a request with a picture")
        }
        if let count = found.pictureTokenCount, count <= 0, !settings.allowsBlindServer {
            throw Fault(
                .unavailable,
                "the endpoint \(connection.address.text) does not look at pictures: a picture does"
                    + " not make its prompt longer",
                remedy: "serve a model that sees, with its vision part (`--mmproj` of llama-server)"
            )
        }
    }
}

extension EndpointProbe {
    private func request(
        _ prompt: Int, count: Int, seed: Int, _ found: EndpointCapabilities
    ) -> ChatRequest {
        var sampling = settings.sampling
        sampling.temperature = 1
        sampling.topP = 1
        sampling.maximumTokens = 24
        sampling.stop = []
        return ChatRequest(
            model: settings.model, user: [.text(EndpointProbe.prompts[prompt])],
            sampling: sampling, count: count, seed: found.seeds == .refused ? nil : seed)
    }

    /// Tries a request until it is answered, where trying may help.
    private func ask(_ request: ChatRequest) async throws(EndpointFailure) -> ChatResponse {
        var failures = 0
        while true {
            do throws(EndpointFailure) {
                return try await connection.ask(timeout: settings.requestTimeout) { request }
            } catch {
                failures += 1
                let mayPass =
                    error.kind == .overload
                    || error.kind == .broken && !error.reason.hasPrefix("http_5")
                guard mayPass, failures < EndpointProbe.tries else { throw error }
                let delay =
                    error.retryAfter ?? Backoff.delay(afterFailures: failures, Seed(0))
                do {
                    try await clock.sleep(min(delay, .seconds(60)))
                } catch {
                    throw EndpointFailure(.cancelled, "cancelled", "the work was stopped")
                }
            }
        }
    }

    private func checkCancellation() throws(Fault) {
        if Task.isCancelled {
            throw fault(EndpointFailure(.cancelled, "cancelled", "the work was stopped"))
        }
    }

    private func greedy() -> Fault {
        Fault(
            .unavailable,
            "the endpoint \(connection.address.text) does not sample: at temperature 1 every"
                + " response to the same prompt is the same, so every pass rate would be 0 or 1",
            remedy: "serve the model with a server that samples (vLLM, SGLang, llama-server)")
    }

    private func fault(_ failure: EndpointFailure, _ what: String = "a first request") -> Fault {
        let address = connection.address.text
        switch failure.kind {
        case .cancelled: return Fault(.interrupted, "asking the endpoint was stopped")
        case .refused:
            return Fault(
                .configuration, "the endpoint \(address) refuses \(what)",
                remedy: "check the address, the model's name and the key's variable",
                cause: failure.detail)
        case .overload, .broken:
            return Fault(
                .unavailable, "the endpoint \(address) does not answer \(what)",
                remedy: "check that the server runs there: `curl \(address)/models`",
                cause: failure.detail)
        case .hopeless:
            return Fault(
                .unavailable, "the endpoint \(address) does not take \(what)",
                remedy: "look at the server's log, and at the settings of the policy",
                cause: failure.detail)
        }
    }
}

extension ChatResponse.Choice {
    /// The response's text, where there is one.
    fileprivate var text: String? {
        if case .success(let response) = result { response.text } else { nil }
    }
}
