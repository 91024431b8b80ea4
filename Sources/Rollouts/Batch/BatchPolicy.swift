public import Records
import Storage

/// Answers through files: requests in OpenAI's batch format, which `vllm run-batch` and hosted batch
/// services answer while this program does not run.
///
/// The first time there are only requests to write, and drawing ends with a fault of code `tryAgain`
/// that names them. Once their answers lie in the folder, the same call draws from them.
public struct BatchPolicy: Policy {
    private let model: String
    private let sampling: EndpointSettings.Sampling
    private let prompts: [DrawPrompt]
    private let pictures: any PictureSource
    private let seed: Seed
    private let name: String
    private let rule: String
    private let files: BatchFiles
    private let answers: BatchAnswers

    /// A policy over files.
    ///
    /// - Parameters:
    ///   - model: the name of the model that is to answer.
    ///   - sampling: how it is to sample; all of it stands in each request.
    ///   - prompts: what may be asked.
    ///   - pictures: whence the pictures come, as they are to be seen.
    ///   - seed: what the draws' seeds follow from.
    ///   - name: what its files of requests are called; another for each unit and pass.
    ///   - rule: what decides how pictures are shown; it goes into the requests' ids, as all else does
    ///     that is asked.
    ///   - files: the folders of requests and answers.
    ///   - answers: what lies in the folder's `answers`.
    public init(
        model: String, sampling: EndpointSettings.Sampling, prompts: [DrawPrompt],
        pictures: any PictureSource, seed: Seed, name: String, rule: String, files: BatchFiles,
        answers: BatchAnswers
    ) {
        self.model = model
        self.sampling = sampling
        self.prompts = prompts
        self.pictures = pictures
        self.seed = seed
        self.name = name
        self.rule = rule
        self.files = files
        self.answers = answers
    }

    /// All of them: what waits for answers is written at once.
    public var requestLimit: Int { .max }
    /// Nothing is waited for.
    public var callLimit: Int { 1 }

    /// The answers to requests.
    ///
    /// - Throws: a `Fault` of code `tryAgain` while there are requests without an answer: they are
    ///   written out for somebody to answer.
    public func draw(_ requests: [DrawRequest]) async throws(Fault) -> [DrawOutcome] {
        var outcomes: [DrawOutcome] = []
        var waiting: [DrawRequest] = []
        for request in requests { try take(request, &outcomes, &waiting) }
        guard !waiting.isEmpty else {
            // Nothing is open: files that were written before must not be answered again.
            _ = try files.write(name, count: 0) { _ in [] }
            return outcomes
        }
        let paths = try files.write(name, count: waiting.count) { index throws(Fault) in
            try line(waiting[index])
        }
        let place = files.resolved
        let name = (paths.first ?? files.requests).dropFirst(files.requests.count)
        let (first, answer) = (place.requests + name, place.answers + name)
        throw Fault(
            .tryAgain,
            "\(waiting.count) requests wait for answers, in \(paths.count) "
                + (paths.count == 1 ? "file" : "files") + " from `\(first)` on",
            remedy: "have them answered, for example with `vllm run-batch --model \(model) -i "
                + "\(first) -o \(answer)`; then run the command again")
    }

    /// Takes what answers a request. What a request for several draws leaves out is a request of its
    /// own.
    private func take(
        _ request: DrawRequest, _ outcomes: inout [DrawOutcome], _ waiting: inout [DrawRequest]
    ) throws(Fault) {
        switch try answers.answer(to: id(of: request)) {
        case nil, .unanswered?: waiting.append(request)
        case .failure(let reason, let detail)?:
            outcomes += request.draws.map {
                DrawOutcome(
                    prompt: request.prompt, draw: $0,
                    result: .missing(reason: reason, detail: detail))
            }
        case .completion(let json)?:
            let choices = choices(json, request)
            for draw in request.draws {
                let found = choices.first { $0.index == draw - request.draws.lowerBound }
                if let found {
                    outcomes.append(outcome(found, request, draw))
                } else if request.draws.count > 1 {
                    try take(
                        DrawRequest(prompt: request.prompt, draws: draw..<(draw + 1)), &outcomes,
                        &waiting)
                } else {
                    outcomes.append(
                        DrawOutcome(
                            prompt: request.prompt, draw: draw,
                            result: .missing(
                                reason: "no_choices", detail: "the answer has no choices")))
                }
            }
        }
    }

    private func choices(_ json: JSONValue, _ request: DrawRequest) -> [ChatResponse.Choice] {
        do throws(EndpointFailure) {
            return try ChatResponse(json, count: request.draws.count, seconds: nil).choices
        } catch {
            return request.draws.indices.map {
                ChatResponse.Choice(index: $0, result: .failure(error))
            }
        }
    }

    private func outcome(
        _ choice: ChatResponse.Choice, _ request: DrawRequest, _ draw: Int
    ) -> DrawOutcome {
        let result: DrawOutcome.Result
        switch choice.result {
        case .success(var response):
            response.seed = UInt64(firstSeed(of: request) + choice.index)
            result = .response(response)
        case .failure(let failure):
            result = .missing(reason: failure.reason, detail: failure.detail)
        }
        return DrawOutcome(prompt: request.prompt, draw: draw, result: result)
    }

    private func firstSeed(of request: DrawRequest) -> Int {
        EndpointDraw.firstSeed(seed, prompts[request.prompt]) + request.draws.lowerBound
    }

    /// What tells a request from all others: the question (long ids go by their digest), the kind, all
    /// that is asked, and the draws. Answers to other prompts, models or settings are others'.
    func id(of request: DrawRequest) -> String {
        let prompt = prompts[request.prompt]
        let question = prompt.question.id
        let name =
            question.utf8.count <= 64 && question.utf8.allSatisfy { $0 > 32 && $0 < 127 }
            ? question : SHA256.digest(of: Array(question.utf8)).hex
        let parent = prompt.parent.map { ".\($0)" } ?? ""
        return "\(name)#\(prompt.kind.rawValue)\(parent)"
            + "#\(mark(of: request))"
            + "#\(request.draws.lowerBound)-\(request.draws.upperBound)"
    }

    /// A digest of what is asked, pictures by their own.
    private func mark(of request: DrawRequest) -> String {
        let prompt = prompts[request.prompt]
        let user = prompt.user.map { part -> ChatRequest.Part in
            switch part {
            case .text(let words): .text(words)
            case .picture(let place): .text(prompt.question.pictures[place].digest.hex)
            }
        }
        let asked = ChatRequest(
            model: model, system: prompt.system, user: user, sampling: sampling,
            seed: EndpointDraw.firstSeed(seed, prompt))
        return SHA256.digest(of: Array(rule.utf8) + asked.json).short
    }

    /// A request as a line.
    private func line(_ request: DrawRequest) throws(Fault) -> [UInt8] {
        let prompt = prompts[request.prompt]
        var user: [ChatRequest.Part] = []
        for part in prompt.user {
            switch part {
            case .text(let text): user.append(.text(text))
            case .picture(let place):
                user.append(.picture(try pictures.picture(place, of: prompt)))
            }
        }
        let body = ChatRequest(
            model: model, system: prompt.system, user: user, sampling: sampling,
            count: request.draws.count, seed: firstSeed(of: request))
        var line = Array("{\"custom_id\":".utf8)
        JSONValue.append(string: id(of: request), to: &line)
        line += ",\"method\":\"POST\",\"url\":\"/v1/chat/completions\",\"body\":".utf8
        line += body.json
        line.append(UInt8(ascii: "}"))
        return line
    }
}
