extension ChatTokens {
    /// The names of one word in `<|name|>`, in small letters.
    static let words: [[UInt8]] = [
        "endoftext", "startoftext", "endofprompt", "system", "user", "assistant", "observation",
        "end", "start", "message", "channel", "return", "call", "constrain", "eot", "image",
        "video", "audio", "patch", "ref", "det", "grounding", "begin", "sep", "pad", "bos", "eos",
        "unk", "box", "placeholder",
    ].map { Array($0.utf8) }

    /// The tokens of other forms.
    static let known = [
        // Llama 2 and Mistral.
        "<s>", "</s>", "<unk>", "<pad>", "[INST]", "[/INST]", "<<SYS>>", "<</SYS>>",
        "[AVAILABLE_TOOLS]", "[/AVAILABLE_TOOLS]", "[TOOL_CALLS]", "[TOOL_RESULTS]",
        "[/TOOL_RESULTS]", "[SYSTEM_PROMPT]", "[/SYSTEM_PROMPT]", "[TOOL_CONTENT]", "[IMG]",
        "[IMG_BREAK]", "[IMG_END]",
        // Gemma and PaliGemma.
        "<bos>", "<eos>", "<start_of_turn>", "<end_of_turn>", "<start_of_image>",
        "<end_of_image>", "<image_soft_token>",
        // InternVL and InternLM.
        "<img>", "</img>", "<IMG_CONTEXT>", "<quad>", "</quad>", "<ref>", "</ref>", "<box>",
        "</box>",
        // LLaVA, MiniCPM, Idefics, DeepSeek-VL, GLM.
        "<im_start>", "<im_end>", "<im_patch>", "<image_id>", "</image_id>", "<slice>",
        "</slice>", "<fake_token_around_image>", "<end_of_utterance>", "<global-img>",
        "<image_placeholder>", "<image_pad>", "[gMASK]", "<sop>", "<eop>",
        // What trainers count as they do `<image>`.
        "<video>", "<audio>",
    ]
}
