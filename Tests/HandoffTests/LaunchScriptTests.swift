import Foundation
import Records
import Storage
import TestSupport
import Testing

@testable import Handoff

/// `launch.sh`, run with programs in the trainers' place that write down how they were called.
@Suite struct LaunchScriptTests {
    @Test(arguments: TrainerTarget.allCases)
    func `a phase starts in a folder of its own, from the model that is named`(
        _ target: TrainerTarget
    ) throws {
        let launch = try Launch(target)
        let (end, called) = try launch.start([launch.run, "--model", "/models/it's \"one\""])
        #expect(end.status == 0, "\(end.errors)")
        #expect(
            called.contains {
                $0.contains("it's \"one\"") || $0.contains("it''s \"one\"")
                    || $0.contains("it\\'s \"one\"")
            })
        let forbidden = ["resume_path", "--resume", "load_enable", "--load_checkpoint"]
        #expect(!called.contains { word in forbidden.contains { word.contains($0) } })
    }

    @Test func `whoever goes on keeps the model that the phase began with`() throws {
        let launch = try Launch(.trl)
        _ = try launch.start([launch.run, "--model", "/models/first"])
        let checkpoint = "\(launch.run)/checkpoints/checkpoint-2"
        try FileSystem.createFolder(checkpoint)
        let (end, called) = try launch.start([launch.run, "--resume", checkpoint])
        #expect(end.status == 0, "\(end.errors)")
        #expect(called.contains("/models/first") && !called.contains { $0.contains("Qwen") })
        let moved = try launch.start([launch.run, "--resume", checkpoint, "--model", "/moved"])
        #expect(moved.called.contains("/moved"))
    }

    @Test(arguments: TrainerTarget.allCases)
    func `a dry run prints the command and makes nothing`(_ target: TrainerTarget) throws {
        let launch = try Launch(target)
        let (end, called) = try launch.start([launch.run, "--dry-run"])
        #expect(end.status == 0, "\(end.errors)")
        #expect(called == [] && end.output.contains("Qwen/Qwen2.5-VL-7B-Instruct"))
        #expect(try FileSystem.status(launch.run) == nil)
        // What is printed is the command that is run.
        let printed = try ProgramEnd.run(["bash", "-c", "printf '%s\\n' \(end.output)"]).output
        let words = printed.split(separator: "\n").map(String.init)
        #expect(try launch.start([launch.run]).called.dropFirst() == words.dropFirst())
    }

    @Test func `EasyR1 and verl are told not to go on with what they find`() throws {
        let easyR1 = try Launch(.easyR1)
        let called = try easyR1.start([easyR1.run]).called
        #expect(called.contains("trainer.find_last_checkpoint=false"))
        #expect(called.contains("trainer.load_checkpoint_path=null"))
        let verl = try Launch(.verl08)
        let words = try verl.start([verl.run]).called
        #expect(words.contains("trainer.resume_mode=disable"))
        // Hydra takes only quotes and what stands before them apart.
        let path = verl.folder.replacing("'", with: #"\'"#)
        #expect(words.contains("reward.custom_reward_function.path='\(path)/reward.py'"))
    }

    @Test func `a folder that is not empty is not trained in`() throws {
        let launch = try Launch(.easyR1)
        try FileSystem.createFolder("\(launch.run)/checkpoints")
        let (end, called) = try launch.start([launch.run])
        #expect(end.status == 65)
        #expect(end.errors.contains("is not empty"))
        #expect(called.isEmpty)
    }

    @Test(arguments: TrainerTarget.allCases)
    func `training goes on from a checkpoint of its own`(_ target: TrainerTarget) throws {
        let launch = try Launch(target)
        let name =
            switch target.facts.checkpoints {
            case .deepSpeed: "_actor/global_step2"
            case .transformers: "checkpoint-2"
            default: "global_step_2"
            }
        let checkpoint = "\(launch.run)/checkpoints/\(name)"
        try FileSystem.createFolder(checkpoint)
        if target.facts.checkpoints == .deepSpeed {
            let latest = "\(launch.run)/checkpoints/_actor/latest"
            try FileSystem.write(Array("global_step4".utf8), to: latest)
            #expect(try launch.start([launch.run, "--resume", checkpoint]).end.status == 65)
            try FileSystem.write(Array("global_step2".utf8), to: latest)
        }
        let (end, called) = try launch.start([launch.run, "--resume", checkpoint])
        #expect(end.status == 0, "\(end.errors)")
        #expect(
            called.contains {
                $0.contains("/\(name)") || $0.contains("load_enable") || $0 == "--load_checkpoint"
            })
        let log = try String(
            decoding: FileSystem.read("\(launch.run)/rewards.jsonl"), as: UTF8.self)
        #expect(log == "\n{\"resumed\": 2}\n")
        let shards = "\(checkpoint)/actor"
        try FileSystem.createFolder(shards)
        #expect(try launch.start([launch.run, "--resume", shards]).end.status == 64)
        #expect(!called.contains("trainer.resume_mode=disable"))
    }

    @Test func `a checkpoint of another folder is not gone on from`() throws {
        let launch = try Launch(.verl09)
        try FileSystem.createFolder("\(launch.scratch.path)/other/global_step_1")
        let (end, called) = try launch.start([
            launch.run, "--resume", "\(launch.scratch.path)/other/global_step_1",
        ])
        #expect(end.status == 65)
        #expect(end.errors.contains("none of this phase"))
        #expect(called.isEmpty)
    }

    @Test func `weights alone are not gone on from`() throws {
        let launch = try Launch(.easyR1) { $0.settings.isResumable = false }
        try FileSystem.createFolder("\(launch.run)/checkpoints/global_step_1")
        let (end, called) = try launch.start([
            launch.run, "--resume", "\(launch.run)/checkpoints/global_step_1",
        ])
        #expect(end.status == 65)
        #expect(end.errors.contains("hold weights alone"))
        #expect(called.isEmpty)
    }

    @Test func `EasyR1 gets no path with an @`() throws {
        let launch = try Launch(.easyR1)
        let (end, called) = try launch.start(["\(launch.run)@2"])
        #expect(end.status == 65)
        #expect(called.isEmpty)
    }

    @Test func `a user's text is a word, whatever is in it`() throws {
        let launch = try Launch(.trl) {
            $0.settings.model = "'; touch /tmp/pipeline-handoff-owned; echo '$(id)`id`\\"
            $0.phase = "a\n$(touch /tmp/pipeline-handoff-owned)"
        }
        let (end, called) = try launch.start([launch.run])
        #expect(end.status == 0, "\(end.errors)")
        #expect(called.contains("'; touch /tmp/pipeline-handoff-owned; echo '$(id)`id`\\"))
        #expect(try FileSystem.status("/tmp/pipeline-handoff-owned") == nil)
    }

    struct Words: Sendable {
        var words: [String]
        var status: Int32
    }

    @Test(arguments: [
        Words(words: [], status: 64), Words(words: ["a", "b"], status: 64),
        Words(words: ["a", "--modle", "b"], status: 64),
        Words(words: ["a", "--model"], status: 64),
        Words(words: ["/tmp/nowhere/run", "--resume", "/tmp/nowhere/run/x"], status: 66),
    ])
    func `a wrong command line starts nothing`(_ test: Words) throws {
        let (end, called) = try Launch(.easyR1).start(test.words)
        #expect(end.status == test.status)
        #expect(called.isEmpty)
    }

    @Test(arguments: [
        (TrainerTarget.openRLHF, "--reward.remote_url"), (.openRLHF09, "--remote_rm_url"),
    ])
    func `OpenRLHF asks a server for rewards where one is named, and needs no program then`(
        _ target: TrainerTarget, option: String
    ) throws {
        let launch = try Launch(target)
        let url = "http://127.0.0.1:5000/get_reward"
        func reward(_ called: [String]) -> String? {
            called.firstIndex(of: option).map { called[$0 + 1] }
        }
        let alone = try launch.start([launch.run])
        #expect(reward(alone.called) == "\(launch.folder)/reward.py")
        try FileSystem.remove("\(launch.scratch.path)/bin/pipeline")
        let without = try launch.start([launch.run + "2"])
        #expect(without.end.status == 78)
        let (end, called) = try launch.start(
            [launch.run + "3"], environment: ["PIPELINE_REWARD_URL": url])
        #expect(end.status == 0, "\(end.errors)")
        #expect(reward(called) == url)
    }

    @Test func `rows get whole paths where a trainer knows no root`() throws {
        let launch = try Launch(.verl09)
        _ = try launch.start([launch.run])
        let lines = try FileSystem.read("\(launch.run)/data.json").split(separator: 10)
        let row = try JSONReader.parse(Array(try #require(lines.first)), file: "row")
        let path = try #require(row["images"]?.arrayValue?.first?["image"]?.stringValue)
        #expect(path.hasPrefix(launch.folder + "/images/"))
        #expect(try FileSystem.status(path) != nil)
        #expect(try FileSystem.status("\(launch.run)/validation-data.json") != nil)
    }
}
