import Foundation
import Records
import Storage
import TestSupport
import Testing

@testable import Handoff

/// What Vision-SR1's fork of EasyR1 wants otherwise than EasyR1.
@Suite struct VisionSR1PhaseTests {
    private func write(
        _ instruction: Instruction = Instruction(behind: "\nAnswer in a box.")
    ) throws -> TemporaryFolder {
        let scratch = try TemporaryFolder("handoff")
        var handoff = Phase.handoff(.easyR1VisionSR1)
        handoff.instruction = instruction
        #expect(try Phase.suiting(.easyR1VisionSR1).write(handoff, to: scratch.path) == [])
        return scratch
    }

    @Test(arguments: ["data.parquet", "validation-data.parquet"])
    func `rows are Parquet, with bare questions and the pictures' bytes`(_ name: String) throws {
        let scratch = try write()
        let phase = Phase.suiting(.easyR1VisionSR1)
        let file = ParquetBatches(try ParquetFile(scratch[name]))
        let (texts, labels) = (try file.texts("problem"), try file.texts("answer"))
        let images = try file.textLists("images")
        #expect(try file.next())
        let isValidation = name.hasPrefix("validation")
        #expect(file.count == (isValidation ? 1 : 3))
        for row in 0..<file.count {
            let question = phase.questions[row]
            let text = try Placeholders.text(of: question, .text, Instruction())
            #expect(texts[row].map { Array($0.bytes) } == Array(text.utf8))
            let label = AnswerLabel(
                question, phase: "coarse perception", isValidation: isValidation)
            #expect(labels[row].map { Array($0.bytes) } == Array(label.text.utf8))
            let pictures = try question.pictures.map { picture in try phase.bytes(picture) }
            #expect(images.values[row].map { Array($0.bytes) } == pictures)
        }
    }

    @Test func `what a user writes is no program of the template's`() throws {
        let before = "Say \"é 😀\" \\ {{ 7 * 7 }} {% raw %}\t"
        let scratch = try write(Instruction(before: before, behind: "\n{# no #} 'it'"))
        #expect(
            try scratch.text("instruction.jinja") == #"""
                {{ "Say \"é 😀\" \\ {{ 7 * 7 }} {% raw %}\t" }}{{ content }}{{ "\n{# no #} 'it'" }}

                """#)
        #expect(
            try write(Instruction()).text("instruction.jinja") == "{{ content }}\n")
    }

    @Test func `a template that is gone is told, as the fork would go on without it`() throws {
        let scratch = try write()
        try FileSystem.remove(scratch["instruction.jinja"])
        let end = try ProgramEnd.run([
            "bash", scratch["launch.sh"], scratch["run"], "--dry-run",
        ])
        #expect(end.status == 66)
        #expect(end.errors.contains("instruction.jinja: export the phase again"))
    }

    @Test func `its configuration has no key that the fork lacks`() throws {
        let scratch = try write()
        let text = try scratch.text("config.yaml") + (try scratch.text("launch.sh"))
        for key in [
            "image_dir", "find_last_checkpoint", "save_model_only", "online_filtering",
            "loss_avg_mode", "max_tokens",
        ] {
            #expect(!text.contains(key), "\(key)")
        }
        for key in ["val_reward:", "skip_special_tokens: false", "val_override_config:"] {
            #expect(text.contains(key), "\(key)")
        }
    }
}
