import Manifests
import Testing

@testable import Ingest

@Suite struct ChatTokensTests {
    private func token(_ text: String, _ rules: TextRules.SpecialTokens = .init()) -> String? {
        let tokens = ChatTokens(rules)
        let bytes = text.utf8.span
        let scan = TextScan(bytes, tokens: tokens)
        return (scan.token ?? tokens.firstOther(in: bytes)).map {
            String(decoding: Array(text.utf8)[$0], as: UTF8.self)
        }
    }

    @Test(arguments: [
        "<|im_start|>", "<|im_end|>", "<|vision_start|>", "<|image_pad|>", "<|endoftext|>",
        "<|eot_id|>", "<|begin_of_text|>", "<|start_header_id|>", "<|reserved_special_token_5|>",
        "<|python_tag|>", "<|user|>", "<|assistant|>", "<|end|>", "<|image_1|>", "<|channel|>",
        "<|begin_of_box|>", "<|START_OF_TURN_TOKEN|>", "<|object_ref_start|>", "<s>", "</s>",
        "[INST]", "[/INST]", "<<SYS>>", "<</SYS>>", "<start_of_turn>", "<end_of_turn>", "<bos>",
        "<img>", "</img>", "<IMG_CONTEXT>", "<｜begin▁of▁sentence｜>", "<｜User｜>", "<|ref|>",
        "<image_placeholder>", "<end_of_utterance>", "[gMASK]", "<video>", "<audio>",
    ])
    func `a token of a chat template is found wherever it stands`(text: String) {
        #expect(token(text) == text)
        #expect(token("<image>é [" + text + "\n") == text)
    }

    @Test(arguments: [
        "a <| b |> and <||>", "|x|<|y|>|z|", "if |a|<|b|> 0", "<|>", "<|im_start", "im_start|>",
        "<|im start|>", "< |im_start|>", "[inst]", "[INST", "<S>", "<img src='a.png'>", "<images>",
        "a[1] < b[2]", "<html><body>", "<think>x</think>", "<answer>", "<tool_call>", "<|y_1|>",
        "<｜｜>", "<｜ 5 > 3", "x<s", "[IMAGE]", "<image 1234>",
    ])
    func `plain text that looks like one is none`(text: String) {
        #expect(token(text) == nil)
    }

    @Test func `a data set may allow tokens and name others`() {
        var rules = TextRules.SpecialTokens()
        (rules.allow, rules.also) = (["</s>", "<|end|>"], ["###Human:", "<tool>"])
        #expect(token("<s>a</s>", rules) == "<s>")
        #expect(token("a</s> <|end|>", rules) == nil)
        #expect(token("a <tool> b", rules) == "<tool>")
        #expect(token("a ###Human: b", rules) == "###Human:")
    }
}
