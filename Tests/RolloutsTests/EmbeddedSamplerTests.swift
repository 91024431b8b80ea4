import Grading
import Images
import Model
import Records
import Testing

@testable import Rollouts

@Suite struct EmbeddedSamplerTests {
    private static let vocabulary = Vocabulary(texts: [EmbeddedPolicyTests.words])

    /// The rollouts of eight questions, every other one asked without its picture.
    private static func rollouts(shade: UInt8) async throws -> [Rollout] {
        let shape = EmbeddedPolicyTests.shape
        let fresh = try PolicyModel(
            configuration: shape, vocabulary: vocabulary, seed: Seed(4))
        let model = try PolicyModel(
            configuration: shape, vocabulary: vocabulary,
            weights: Buffer(fresh.weights.values.map { $0 * 3 }))
        let picture = PicturePatches(
            PixelImage(
                width: 16, height: 16, pixels: [UInt8](repeating: shade, count: 768)), shape)
        let items = (0..<8).map { index in
            EmbeddedSampler.Item(
                question: Question(
                    id: "q\(index)", source: "s", split: "test", capability: .fine,
                    text: "w\(index) w3", answer: "w1"),
                picture: index % 2 == 0 ? 0 : nil)
        }
        return try await EmbeddedSampler(
            model: model, grader: Grader(format: .answer), temperature: 1
        ).rollouts(
            of: items, pictures: [picture], draws: .sampled(4, Seed(2)), jobs: 1, progress: { _ in }
        )
    }

    @Test func `what is asked without its picture is answered alike, whatever is in it`()
        async throws
    {
        let (dark, bright) = (
            try await EmbeddedSamplerTests.rollouts(shade: 0),
            try await EmbeddedSamplerTests.rollouts(shade: 255)
        )
        #expect(dark.count == 32)
        let isBlind = { (rollout: Rollout) in "q1q3q5q7".contains(rollout.question) }
        #expect(dark.filter(isBlind) == bright.filter(isBlind))
        #expect(dark != bright)
    }
}
