import Foundation

/// What a program said.
struct ProgramEnd {
    var status: Int32
    var output: String
    var errors: String

    /// Runs a program to its end.
    static func run(
        _ words: [String], environment: [String: String] = [:], input: String = ""
    ) throws -> ProgramEnd {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = words
        process.environment = ["PATH": "/usr/bin:/bin:/usr/local/bin", "LANG": "C.UTF-8"].merging(
            environment
        ) { $1 }
        let (output, errors, text) = (Pipe(), Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        process.standardInput = text
        try process.run()
        text.fileHandleForWriting.write(Data(input.utf8))
        try text.fileHandleForWriting.close()
        let said = output.fileHandleForReading.readDataToEndOfFile()
        let complained = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return ProgramEnd(
            status: process.terminationStatus, output: String(decoding: said, as: UTF8.self),
            errors: String(decoding: complained, as: UTF8.self))
    }
}
