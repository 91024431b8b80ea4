import Records
import Storage
import TestSupport
import Testing

@testable import Handoff

/// Trees as trainers leave them, whole and in every broken form.
@Suite struct RunFolderReaderTests {
    /// A file that `torch.save` could have written.
    private static let torch: [UInt8] =
        Array("PK weights".utf8) + Array("PK\u{5}\u{6}".utf8)
        + [UInt8](repeating: 0, count: 18)

    private struct Tree {
        let scratch: TemporaryFolder
        let target: TrainerTarget
        var root: String { "\(scratch.path)/checkpoints" }

        init(_ target: TrainerTarget, steps: [Int]) throws {
            scratch = try TemporaryFolder("handoff")
            self.target = target
            for step in steps { try save(step) }
        }

        func folder(_ step: Int) -> String {
            switch target.facts.checkpoints {
            case .easyR1, .easyR1Text, .verl: "global_step_\(step)"
            case .transformers: "checkpoint-\(step)"
            case .deepSpeed: "_actor/global_step\(step)"
            }
        }

        /// A checkpoint of two processes, and the tracker.
        func save(_ step: Int) throws {
            let folder = folder(step)
            func torch(_ name: String) throws {
                try write(RunFolderReaderTests.torch, "\(folder)/\(name)")
            }
            switch target.facts.checkpoints {
            case .easyR1, .easyR1Text, .verl:
                for kind in ["model", "optim", "extra_state"] {
                    for rank in 0..<2 { try torch("actor/\(kind)_world_size_2_rank_\(rank).pt") }
                }
                try torch(target.facts.checkpoints == .verl ? "data.pt" : "dataloader.pt")
                try write("{}", "\(folder)/actor/huggingface/config.json")
                if target.facts.checkpoints == .verl { try weights("\(folder)/actor/huggingface") }
            case .transformers:
                for name in ["optimizer.pt", "scheduler.pt", "rng_state_0.pth", "rng_state_1.pth"] {
                    try torch(name)
                }
                try weights(folder)
                try write(#"{"global_step": \#(step)}"#, "\(folder)/trainer_state.json")
            case .deepSpeed:
                for rank in 0..<2 {
                    try torch("zero_pp_rank_\(rank)_mp_rank_00_model_states.pt")
                    try torch("bf16_zero_pp_rank_\(rank)_mp_rank_00_optim_states.pt")
                }
                try weights("global_step\(step)_hf")
            }
            try track(step)
        }

        func track(_ step: Int) throws {
            switch target.facts.checkpoints {
            case .easyR1:
                try write(#"{"last_global_step": \#(step)}"#, "checkpoint_tracker.json")
            case .easyR1Text: try write("\(step)", "latest_global_step.txt")
            case .verl: try write("\(step)", "latest_checkpointed_iteration.txt")
            case .deepSpeed: try write("global_step\(step)", "_actor/latest")
            case .transformers: break
            }
        }

        private func weights(_ folder: String) throws {
            try write("{}", "\(folder)/config.json")
            let header = #"{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#
            let length = [UInt8(header.utf8.count)] + [UInt8](repeating: 0, count: 7)
            try write(length + Array(header.utf8) + [0, 0, 0, 0], "\(folder)/model.safetensors")
        }

        func write(_ bytes: [UInt8], _ name: String) throws {
            try scratch.write(bytes, to: "checkpoints/\(name)")
        }

        func write(_ text: String, _ name: String) throws { try write(Array(text.utf8), name) }

        func remove(_ name: String) throws { try FileSystem.remove("\(root)/\(name)") }

        func cut(_ name: String) throws {
            let bytes = try FileSystem.read("\(root)/\(name)")
            try write(Array(bytes.dropLast(3)), name)
        }

        func read(worldSize: Int = 2) throws -> RunFolderState {
            try RunFolderReader(target, worldSize: worldSize).read(scratch.path)
        }
    }

    @Test func `what verl leaves of a checkpoint that it removed is no fault`() throws {
        let tree = try Tree(.verl09, steps: [5, 10])
        try tree.remove("global_step_5/actor")
        let state = try RunFolderReader(.verl09, worldSize: 2).read(tree.scratch.path)
        #expect(state.notes == [] && state.checkpoints.map(\.step) == [10])
        try tree.remove("global_step_10/actor")
        #expect(try RunFolderReader(.verl09, worldSize: 2).read(tree.scratch.path).notes.count > 1)
    }

    @Test(arguments: TrainerTarget.allCases)
    func `whole checkpoints are found, the newest first`(_ target: TrainerTarget) throws {
        let tree = try Tree(target, steps: [5, 20, 10])
        try tree.track(20)
        let state = try tree.read()
        #expect(state.checkpoints.map(\.step) == [20, 10, 5])
        #expect(state.checkpoints.allSatisfy { $0.isResumable })
        #expect(state.newest?.path == "\(tree.root)/\(tree.folder(20))")
        #expect((state.newest?.weights != nil) == target.facts.savesLoadableWeights)
        #expect(state.notes == [])
    }

    @Test(arguments: TrainerTarget.allCases)
    func `a folder without checkpoints is an empty state`(_ target: TrainerTarget) throws {
        let tree = try Tree(target, steps: [])
        #expect(try tree.read() == RunFolderState())
        try tree.write("x", "notes.txt")
        #expect(try tree.read() == RunFolderState())
    }

    struct Damage: Sendable {
        var target: TrainerTarget
        /// Below the newest checkpoint.
        var name: String
        var note: String
        var isCut = false
    }

    static let damages: [Damage] = [
        Damage(target: .easyR1, name: "actor", note: "no folder `actor`"),
        Damage(
            target: .easyR1, name: "actor/model_world_size_2_rank_1.pt", note: "is missing"),
        Damage(
            target: .easyR1, name: "actor/model_world_size_2_rank_0.pt", note: "is cut off",
            isCut: true),
        Damage(target: .easyR1, name: "dataloader.pt", note: "`dataloader.pt` is missing"),
        Damage(target: .easyR1PeBR, name: "dataloader.pt", note: "is cut off", isCut: true),
        Damage(target: .verl09, name: "data.pt", note: "`data.pt` is missing"),
        Damage(target: .trl, name: "model.safetensors", note: "weights", isCut: true),
        Damage(target: .trl, name: "config.json", note: "weights"),
        Damage(target: .trl, name: "trainer_state.json", note: "trainer_state"),
        Damage(target: .msSwift, name: "trainer_state.json", note: "cut off", isCut: true),
        Damage(
            target: .openRLHF, name: "zero_pp_rank_0_mp_rank_00_model_states.pt", note: "cut off",
            isCut: true),
        Damage(
            target: .openRLHF, name: "bf16_zero_pp_rank_0_mp_rank_00_optim_states.pt",
            note: "some processes' optimizers"),
    ]

    @Test(arguments: damages)
    func `a checkpoint that is not whole is passed over for the one before`(
        _ damage: Damage
    ) throws {
        let tree = try Tree(damage.target, steps: [1, 2])
        let name = "\(tree.folder(2))/\(damage.name)"
        if damage.isCut { try tree.cut(name) } else { try tree.remove(name) }
        let state = try tree.read()
        #expect(state.checkpoints.map(\.step) == [1])
        let place = try #require(state.notes.first)
        #expect(place.contains("is not whole: "))
        #expect(place.contains(damage.note), "\(place)")
    }

    @Test(arguments: TrainerTarget.allCases)
    func `other numbers of processes do not go on`(_ target: TrainerTarget) throws {
        let state = try Tree(target, steps: [3]).read(worldSize: 4)
        #expect(state.newest?.step == 3)
        #expect(state.resumable == nil)
        #expect(state.newest?.obstacle?.contains("would go on") == true)
    }

    @Test(arguments: [TrainerTarget.easyR1, .easyR1PeBR, .verl08, .trl, .msSwift])
    func `weights alone are a checkpoint that cannot be gone on from`(
        _ target: TrainerTarget
    ) throws {
        let tree = try Tree(target, steps: [1, 2])
        for rank in 0..<2 where target.facts.checkpoints != .transformers {
            try tree.remove("\(tree.folder(2))/actor/optim_world_size_2_rank_\(rank).pt")
            try tree.remove("\(tree.folder(2))/actor/extra_state_world_size_2_rank_\(rank).pt")
        }
        if target.facts.checkpoints == .transformers {
            try tree.remove("\(tree.folder(2))/optimizer.pt")
        }
        let state = try tree.read()
        #expect(state.newest?.step == 2)
        #expect(state.newest?.obstacle?.hasPrefix("it holds weights alone") == true)
        #expect(state.resumable?.step == 1)
    }

    @Test func `shards of two sizes are no checkpoint`() throws {
        let tree = try Tree(.easyR1, steps: [1])
        try tree.write(
            RunFolderReaderTests.torch, "global_step_1/actor/model_world_size_4_rank_0.pt")
        let state = try tree.read()
        #expect(state.newest == nil)
        #expect(state.notes.first?.contains("2 and of 4 processes are mixed") == true)
    }

    @Test func `merged weights are found`() throws {
        let tree = try Tree(.easyR1, steps: [1])
        let other = try Tree(.verl09, steps: [1])
        let name = "global_step_1/actor/huggingface/model.safetensors"
        try tree.write(try FileSystem.read("\(other.root)/\(name)"), name)
        #expect(
            try tree.read().newest?.weights == "\(tree.root)/global_step_1/actor/huggingface")
    }

    @Test func `all files of split weights are looked at`() throws {
        let tree = try Tree(.trl, steps: [1])
        let bytes = try FileSystem.read("\(tree.root)/checkpoint-1/model.safetensors")
        try tree.remove("checkpoint-1/model.safetensors")
        try tree.write(
            #"{"weight_map":{"a":"one.safetensors","b":"two.safetensors","c":"one.safetensors"}}"#,
            "checkpoint-1/model.safetensors.index.json")
        try tree.write(bytes, "checkpoint-1/one.safetensors")
        #expect(try tree.read().newest == nil)
        try tree.write(bytes, "checkpoint-1/two.safetensors")
        #expect(try tree.read().newest?.step == 1)
    }

    struct Tracker: Sendable {
        var target: TrainerTarget
        var name: String
        var text: String?
        var note: String
    }

    static let trackers: [Tracker] = [
        Tracker(target: .easyR1, name: "checkpoint_tracker.json", text: "", note: "is empty"),
        Tracker(
            target: .easyR1, name: "checkpoint_tracker.json", text: #"{"last_glo"#,
            note: "cannot be read"),
        Tracker(target: .easyR1, name: "checkpoint_tracker.json", note: "is missing"),
        Tracker(
            target: .easyR1, name: "checkpoint_tracker.json", text: #"{"last_global_step": 9}"#,
            note: "names step 9, which is not there"),
        Tracker(
            target: .verl09, name: "latest_checkpointed_iteration.txt", text: "1",
            note: "names step 1, and step 2 is there"),
        Tracker(
            target: .easyR1PeBR, name: "latest_global_step.txt", text: "two",
            note: "cannot be read"),
        Tracker(target: .openRLHF, name: "_actor/latest", text: "", note: "`latest` is empty"),
        Tracker(
            target: .openRLHF, name: "_actor/latest", text: "global_step7\n",
            note: "names step 7, which is not there"),
    ]

    @Test(arguments: trackers)
    func `a tracker that is wrong is told, and not believed`(_ tracker: Tracker) throws {
        let tree = try Tree(tracker.target, steps: [1, 2])
        if let text = tracker.text {
            try tree.write(text, tracker.name)
        } else {
            try tree.remove(tracker.name)
        }
        let state = try tree.read()
        #expect(state.newest?.step == 2)
        #expect(state.notes.count == 1)
        #expect(state.notes.first?.contains(tracker.note) == true, "\(state.notes)")
    }

    @Test func `names that no trainer gives are passed over`() throws {
        let tree = try Tree(.trl, steps: [1])
        for name in ["checkpoint-", "checkpoint-x", "checkpoint--1", "checkpoint-1e3", "best"] {
            try tree.write("{}", "\(name)/config.json")
        }
        let state = try tree.read()
        #expect(state.checkpoints.map(\.step) == [1])
        #expect(state.notes == [])
    }
}
