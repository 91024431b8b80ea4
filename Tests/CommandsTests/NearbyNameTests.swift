import Records
import Storage
import Testing

@testable import Commands

/// A name that is not there is answered with the one that was most likely meant.
@Suite struct NearbyNameTests {
    private func remedy(of body: () throws -> Void) -> String? {
        #expect(throws: Fault.self) { try body() }?.remedy
    }

    @Test func `a manifest without its folder, its ending or a letter is found`() throws {
        let scratch = try ScratchFolder()
        for name in ["mine", "quickstart"] {
            try scratch.write("name: x", to: "manifests/\(name).yaml")
        }
        let shelf = "\(scratch.path)/manifests"
        for (path, near) in [
            ("mine", "mine"), ("mine.yaml", "mine"), ("quikstart", "quickstart"),
            ("\(shelf)/quikstart.yaml", "quickstart"),
        ] {
            let found = remedy {
                try NamedFile.require(path, "the manifest", usuallyIn: shelf)
            }
            #expect(found == "did you mean `\(shelf)/\(near).yaml`?")
        }
        let far = remedy {
            try NamedFile.require("other", "the manifest", usuallyIn: shelf)
        }
        #expect(far?.hasPrefix("paths are read from here: ") == true)
        #expect(remedy { try NamedFile.require("mine", "the data root") } == far)
        try NamedFile.require("\(shelf)/mine.yaml", "the manifest", usuallyIn: shelf)
    }

    @Test func `a run, and a stage that it does not have, are told`() async throws {
        let scratch = try ScratchFolder()
        try await scratch.run(
            [ScriptedStage("ingest"), ScriptedStage("labels", reads: ["ingest"])], name: "mine")
        func fault(_ text: String) throws -> Fault? {
            try NearbyStage.fault(for: text, in: scratch.workspace)
        }
        let stage = try #require(try fault("mine/lables"))
        #expect(stage.message == "the run `mine` has no stage `lables`")
        #expect(stage.remedy == "did you mean `mine/labels`?")
        #expect(try fault("mnie/labels")?.remedy == "did you mean `mine/labels`?")
        let run = try #require(try fault("mine"))
        #expect(run.message == "`mine` is a run, not a stage of one")
        #expect(
            run.remedy
                == "its stages are `mine/ingest`, `mine/labels`; `pipeline status mine` tells how it "
                + "stands")
        #expect(try fault("mine/x")?.remedy == "its stages are `mine/ingest`, `mine/labels`")
        #expect(try fault("train-00012") == nil)
        #expect(try fault("a/b/c") == nil)
    }

    @Test(
        arguments: [
            (["pipeline", "ingst"], "ingest"), (["pipeline", "stauts", "--json"], "status"),
            (["pipeline", "run"], nil), (["pipeline", "--hlep"], nil), (["pipeline"], nil),
            (["pipeline", "help", "ingst"], nil), (["pipeline", "zebra"], nil),
        ] as [([String], String?)])
    func `a subcommand with a slip of the hand is found`(words: [String], near: String?) {
        #expect(PipelineCommand.nearestSubcommand(words) == near)
    }
}
