import HTTP
import Records
import Rollouts

/// The part of `endpoint` that a process of its own does: the policy, as the tool has it.
struct EndpointPart: PictureSource {
    private let picture: [UInt8]
    private let count: Int
    private let concurrency: Int

    /// Random bytes are as large as a picture and no smaller when looked at.
    init(byteCount: Int, count: Int, concurrency: Int) {
        var random = CounterGenerator(Seed(1))
        picture = (0..<byteCount).map { _ in UInt8(truncatingIfNeeded: random.next()) }
        self.count = count
        self.concurrency = concurrency
    }

    /// Bytes of their own, as if each picture had just been read.
    func picture(_ place: Int, of prompt: DrawPrompt) throws(Fault) -> EncodedPicture {
        var own = picture
        for (index, byte) in prompt.question.id.utf8.enumerated() where index < own.count {
            own[index] = byte
        }
        return EncodedPicture(format: .png, bytes: own)
    }

    /// Asks one draw of each of so many questions.
    func ask(_ address: String) async throws -> EndpointOutcome {
        var settings = EndpointSettings(
            model: "pretend", servers: [EndpointSettings.Server(url: address + "/v1")],
            sampling: EndpointSettings.Sampling(maximumTokens: 64))
        settings.maximumConcurrency = concurrency
        let pictureParts: [DrawPrompt.Part] = picture.isEmpty ? [] : [.picture(0)]
        let prompts = (0..<count).map { number in
            DrawPrompt(
                question: Question(
                    id: "q\(number)", source: "bench", split: "train", capability: .coarse,
                    text: "question \(number)", answer: "1"), kind: .answer, system: nil,
                user: pictureParts + [.text("question \(number)")])
        }
        let policy = try await EndpointPolicy(
            settings, prompts: prompts, pictures: self, seed: Seed(1))
        let sample = try await Sample.once {
            let outcomes = try await ParallelMap.run(count, jobs: policy.callLimit) {
                prompt throws(Fault) in
                try await policy.draw([DrawRequest(prompt: prompt, draws: 0..<1)])
            }
            for case .missing(_, let detail) in outcomes.joined().map(\.result) {
                throw Fault(.internalError, "a draw is missing", cause: detail)
            }
        }
        return EndpointOutcome(
            count: count, byteCount: picture.count, processorSeconds: sample.cpu,
            wallSeconds: sample.wall, encodingSeconds: await encoding())
    }

    /// What Base64 alone costs.
    private func encoding() async -> Double {
        if picture.isEmpty { return 0 }
        var text: [UInt8] = []
        text.reserveCapacity(Base64.count(of: picture.count))
        return await Sample.once {
            for _ in 0..<count {
                text.removeAll(keepingCapacity: true)
                Base64.append(picture, to: &text)
            }
        }.cpu
    }
}
