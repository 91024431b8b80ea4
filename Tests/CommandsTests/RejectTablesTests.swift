import Engine
import Records
import Storage
import Testing

@testable import Commands

/// Where the rejects are that a word names.
@Suite struct RejectTablesTests {
    @Test func `a run has the tables of its stages, a folder its own`() async throws {
        let scratch = try ScratchFolder()
        let result = try await scratch.run([
            ScriptedStage("first"), ScriptedStage("second", reads: ["first"]),
        ])
        let folder = result.stages[1].artifact.folder
        try FileSystem.write([], to: "\(folder)/rejects.jsonl")
        var option = WorkspaceOption()
        option.workspace = scratch.workspace.root
        func names(_ text: String) throws -> [String] {
            try RejectTables.find(text, option).map { table in
                #expect(table.path == nil || table.path == "\(folder)/rejects.jsonl")
                return table.path == nil ? "\(table.name): none" : table.name
            }
        }
        #expect(try names("small") == ["small/second"])
        #expect(try names("small/second") == ["small/second"])
        #expect(try names("small/first") == ["small/first: none"])
        #expect(try names(folder) == [folder])
        #expect(try names("\(folder)/rejects.jsonl") == ["\(folder)/rejects.jsonl"])
        for text in ["nothing", scratch.path, "small/third"] {
            let fault = #expect(throws: Fault.self) { try names(text) }
            #expect(fault?.code == .noInput, "\(text)")
        }
    }
}
