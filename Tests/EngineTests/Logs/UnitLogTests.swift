import Engine
import Records
import Storage
import Testing

@Suite struct UnitLogTests {
    @Test(arguments: ["train-00000", "a/b", "..", "50 %", "ü", "x.log"])
    func `a log is found under the unit's own name`(unit: String) throws {
        let temporary = try TemporaryWorkspace()
        let folder = temporary.workspace.run("r")
        let path = folder.logPath(stage: "s", unit: unit)
        try FileSystem.createFolder("\(folder.logsFolder)/s")
        try FileSystem.write([120], to: path)
        try FileSystem.write([], to: folder.logPath(stage: "s", unit: "empty"))
        #expect(try UnitLog.all(of: "s", in: folder).map(\.unit) == [unit])
        #expect(try UnitLog.all(of: "s", in: folder).map(\.path) == [path])
        #expect(try UnitLog.all(of: "other", in: folder).isEmpty)
    }
}
