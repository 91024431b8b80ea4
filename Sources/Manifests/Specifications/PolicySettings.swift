public import Records

/// The policy that answers: the `policy` key of a manifest.
public struct PolicySettings: Sendable, Hashable {
    /// What a policy is.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// The small vision-language model of this program.
        case embedded
        /// Servers that speak OpenAI's protocol.
        case endpoint
        /// The same requests as files, answered while the program does not run.
        case batch
        /// Rollouts that were drawn before.
        case recorded
    }

    /// What a response consists of.
    public enum ResponseFormat: String, Sendable, Hashable, CaseIterable {
        /// A description, a thought and an answer.
        case describeThinkAnswer = "describe-think-answer"
        /// An answer alone.
        case answer
        /// The sections of PeBR-R1.
        case pebr
        /// The tags and the box of Vision-SR1.
        case visionSR1 = "vision-sr1"
        /// An answer between `<answer>` tags.
        case answerTag = "answer-tag"
        /// An answer in a box.
        case boxed
        /// The letter of an option.
        case choice
        /// Free text that marks its answer.
        case free
    }

    /// What the policy is.
    public var kind = Kind.embedded
    /// Width and height that pictures are brought to, in pixels.
    public var imageSize = 48
    /// Width and height of a patch, in pixels; divides `imageSize`.
    public var patchSize = 16
    /// Width of the patch encoder's hidden layer.
    public var patchWidth = 64
    /// Width of the decoder.
    public var width = 64
    /// Layers of the decoder.
    public var layers = 3
    /// Attention heads; divides `width`.
    public var heads = 4
    /// Width of the hidden layer after attention.
    public var feedForward = 256
    /// Slots for the marker and the question's tokens; nothing for the longest question of the data.
    public var questionTokens: Int?
    /// The most tokens of a response, its end included.
    public var responseTokens = 24
    /// What a response consists of.
    public var responseFormat = ResponseFormat.describeThinkAnswer
    /// A word for each patch, in raster order, whose embedding the patch's position shares; or none.
    public var patchWords: [String] = []
    /// The folder of a checkpoint that answers, for an embedded policy that no stage trains.
    public var checkpoint: String?
    /// How a policy that reads prompts is asked.
    public var prompt = PromptSettings()
    /// What size it is shown pictures in.
    public var pictureSize = PictureSizeSettings()
    /// The servers, for `endpoint`; the model and the sampling settings, for `batch`.
    public var endpoint: EndpointSettings?
    /// The files, for `batch`.
    public var batch: BatchSettings?
    /// The files, for `recorded`.
    public var recorded: RecordedSettings?

    /// The defaults.
    public init() {}

    /// How many patches a picture has.
    public var patchCount: Int {
        guard patchSize > 0 else { return 0 }
        let side = imageSize / patchSize
        return side.multipliedReportingOverflow(by: side).partialValue
    }

    /// Every setting that changes the result, defaults included, members sorted: material for
    /// content keys.
    public var parameters: JSONValue { PolicySettings.schema.parameters(of: self) }
}
