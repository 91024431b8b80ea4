public import Rewards

/// What a trainer asks of the files that it is given, and what it leaves behind.
public struct TargetFacts: Sendable, Hashable {
    /// How a question's text is written.
    public enum TextForm: String, Sendable, Hashable {
        /// A text with `<image>` where a picture goes.
        case text
        /// A conversation of one turn, whose text has `<image>` where a picture goes.
        case conversation
        /// A conversation of one turn; the trainer puts the pictures before the text.
        case picturesFirst
    }

    /// How a picture is named in a row.
    public enum PictureForm: String, Sendable, Hashable {
        /// Its path.
        case path
        /// An object whose `image` is its path.
        case object
        /// Its bytes, in a file of Parquet.
        case bytes
    }

    /// What paths in a row are relative to.
    public enum PathRoot: String, Sendable, Hashable {
        /// A folder that the trainer is told.
        case option
        /// Nothing: the launcher writes a copy of the rows with whole paths.
        case none
    }

    /// Where the instruction around questions is.
    public enum InstructionPlace: String, Sendable, Hashable {
        /// In the rows: no template can be missed.
        case rows
        /// In a template of the trainer's, which needs the bare question for something else.
        case template
    }

    /// Where the label is.
    public enum LabelPlace: Sendable, Hashable {
        /// In a column of its own.
        case column(String)
        /// In verl's `reward_model.ground_truth`.
        case groundTruth
    }

    /// What a checkpoint looks like on disk.
    public enum CheckpointLayout: String, Sendable, Hashable {
        /// `checkpoint_tracker.json` beside `global_step_N/actor` with a shard a process.
        case easyR1 = "easyr1"
        /// As `easyR1`, with the step as plain text in the tracker.
        case easyR1Text = "easyr1-text"
        /// `latest_checkpointed_iteration.txt` beside `global_step_N/actor` with a shard a process.
        case verl
        /// `checkpoint-N` with `trainer_state.json`.
        case transformers
        /// `_actor/latest` beside `_actor/global_stepN`.
        case deepSpeed = "deepspeed"
    }

    /// A file of numbers that the trainer writes in a run folder, an object of JSON a line.
    public struct Metrics: Sendable, Hashable {
        /// The file, seen from the run folder.
        public var file: String
        /// Numbers worth showing: our name, and the trainer's.
        public var names: [Name]

        /// A number's names.
        public struct Name: Sendable, Hashable {
            /// Ours.
            public var ours: String
            /// The trainer's; numbers in objects by their path.
            public var theirs: String
        }

        init(_ file: String, _ names: KeyValuePairs<String, String>) {
            self.file = file
            self.names = names.map { Name(ours: $0.key, theirs: $0.value) }
        }
    }

    /// What users call it.
    public var name: String
    /// The program that its launcher starts.
    public var program: String
    /// Its Python distribution.
    public var distribution: String
    /// The versions whose interface this is.
    public var versions: VersionRange
    /// The name of the file of rows; the trainer tells the format from its ending. Those that want no
    /// pictures in it read JSON Lines.
    public var dataFile: String
    /// The column of the question's text.
    public var textColumn: String
    /// How the text is written.
    public var textForm: TextForm
    /// How pictures are named.
    public var pictureForm: PictureForm
    /// What it takes for the place of something else than a picture.
    public var otherMarks: [String] = []
    /// What paths of pictures are relative to.
    public var pathRoot: PathRoot
    /// Where the label is.
    public var label: LabelPlace
    /// Whether it trains in the file's order if told so.
    public var keepsOrder: Bool
    /// Whether it wants rows to validate on, however it is set.
    public var needsValidation: Bool
    /// Whether a path with `@` is taken apart.
    public var splitsPathsAtSign: Bool
    /// Whether a question may have pictures at all.
    public var takesPictures: Bool
    /// Whether a question must have one.
    public var needsPictures = false
    /// Where the instruction around questions is.
    public var instructionPlace = InstructionPlace.rows
    /// Whether the policy answers once more, from its description and without the picture, and the
    /// reward function gets that answer.
    public var hasSecondPass = false
    /// Whether it can save the weights alone.
    public var savesWeightsAlone = true
    /// Whether a new checkpoint is whole before an old one is removed.
    public var savesBeforeItRemoves = false
    /// Whether the last step is saved, whatever the steps between checkpoints.
    public var savesLastStep = true
    /// Whether it can be told the fewest and most pixels of a picture.
    public var takesPixelBounds: Bool
    /// Whether its reward function learns how many tokens a response has.
    public var tellsTokenCount: Bool
    /// What its checkpoints look like.
    public var checkpoints: CheckpointLayout
    /// Whether a checkpoint holds weights that others can load, without a merge.
    public var savesLoadableWeights: Bool
    /// Its file of numbers; nothing if it writes none.
    public var metrics: Metrics?

    /// The parts of a reward that a response and its label are enough for. Alignment needs a server
    /// of embeddings as well, the others the policy, which no trainer's reward function gets.
    public static let components: [RewardComponent] = [.accuracy, .keywords, .format, .length]

    /// The parts that need the policy's answer from its description as well.
    public static let secondPassComponents: [RewardComponent] = [.description, .descriptionFormat]
}
