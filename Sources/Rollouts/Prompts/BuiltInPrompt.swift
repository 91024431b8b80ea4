/// Prompt templates that come with the program: what asks for a response format in words.
///
/// The formats are those of the papers (PeBR-R1, arXiv 2509.13031; Vision-SR1, arXiv 2508.19652);
/// the words are ours. A run that must match somebody's training prompt names its file instead.
public enum BuiltInPrompt: String, Sendable, Hashable, CaseIterable {
    /// The question and its options, nothing else.
    case plain
    /// PeBR-R1's sections, the instruction before the question.
    case pebr
    /// Vision-SR1's description, thought and box.
    case visionSR1 = "vision-sr1"
    /// The same without the box.
    case describeThinkAnswer = "describe-think-answer"
    /// Reasoning, then the answer in a box.
    case boxed
    /// Reasoning and answer in tags, as R1-V and open-r1 ask for them.
    case answerTag = "answer-tag"
    /// The letter of an option.
    case choice

    /// The template's text.
    public var text: String {
        switch self {
        case .plain: BuiltInPrompt.question
        case .pebr: BuiltInPrompt.pebrInstruction + "\n\n" + BuiltInPrompt.question
        case .visionSR1:
            BuiltInPrompt.question + "\n\n" + BuiltInPrompt.describeInstruction
                + "At the end put the final answer into \\boxed{}."
        case .describeThinkAnswer:
            BuiltInPrompt.question + "\n\n" + BuiltInPrompt.describeInstruction
                + "At the end write the final answer alone."
        case .boxed:
            BuiltInPrompt.question
                + "\n\nReason step by step, and put the final answer into \\boxed{}."
        case .answerTag:
            BuiltInPrompt.question
                + "\n\nWrite the reasoning between <think> and </think>, then the final answer "
                + "between <answer> and </answer>."
        case .choice:
            BuiltInPrompt.question
                + "\n\nAnswer with the letter of the right option alone."
        }
    }

    /// The question and its options, a line each.
    static let question = """
        {{ content | trim }}{% if choices %}
        {%- for choice in choices %}
        {{ loop.index | letter }}. {{ choice | trim }}{% endfor %}{% endif %}
        """

    /// What a policy is asked in Vision-SR1's second pass: the description stands for the pictures,
    /// and the answer is asked for in the same way.
    public var secondPass: String { "A description of a picture:\n{{ description }}\n\n" + text }

    private static let pebrInstruction = """
        Answer the question about the picture in exactly these sections, each opened by its \
        heading:
        ### Image Description:
        What the picture shows, as far as it may matter.
        ### Rationales:
        Which facts decide the question.
        ### Let's think step by step.
        ### Step 1:
        The reasoning, with as many numbered steps as it takes.
        ### The final answer is:
        The bare result, on this line.
        """

    private static let describeInstruction = """
        First describe the picture between <description> and </description>, so completely that \
        the question can be answered without seeing it, but without the answer itself. Then reason \
        between <think> and </think>.\u{20}
        """
}
