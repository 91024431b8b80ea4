import CProcess
import Glibc
import Records

/// Starts one program.
enum ProgramStart {
    /// Starts it on the thread that calls, with whose end it ends.
    ///
    /// - Returns: its number, which is its group's too, and a pidfd, which the caller closes.
    static func start(
        _ process: ChildProcess, path: String
    ) throws(Fault) -> (process: pid_t, handle: Int32) {
        let texts =
            process.arguments + process.environment + [path, process.folder]
            + [process.inputPath, process.outputPath].compactMap(\.self)
        guard !texts.contains(where: { $0.utf8.contains(0) }) else {
            throw Fault(.badInput, "an argument of `\(name(of: process))` holds a NUL character")
        }
        let log = try ProcessLog.open(process.logPath)
        defer { close(log) }
        let input = try open(process.inputPath ?? "/dev/null", O_RDONLY, "read")
        defer { close(input) }
        let results = try process.outputPath.map { path throws(Fault) in
            try open(path, O_WRONLY | O_CREAT | O_TRUNC, "written")
        }
        defer { if let results { close(results) } }
        let start = unsafe withStrings(process.arguments) { arguments in
            unsafe withStrings(process.environment) { environment in
                unsafe path.withCString { path in
                    unsafe process.folder.withCString { folder in
                        var program = unsafe CProcessProgram(
                            path: path, arguments: arguments, environment: environment,
                            folder: folder, input: input, output: results ?? log, errors: log)
                        return unsafe cprocess_start(&program)
                    }
                }
            }
        }
        if start.process > 0 { return (start.process, start.handle) }
        throw fault(start, process, path)
    }

    private static func open(
        _ path: String, _ flags: Int32, _ what: String
    ) throws(Fault) -> Int32 {
        let file = unsafe Glibc.open(path, flags | O_CLOEXEC, 0o644)
        if file >= 0 { return file }
        throw Fault(
            .cannotCreate, "`\(path)` cannot be \(what)", cause: SystemError.text())
    }

    private static func fault(
        _ start: CProcessStart, _ process: ChildProcess, _ path: String
    ) -> Fault {
        let what = "`\(name(of: process))` cannot be started"
        let cause = SystemError.text(start.error)
        switch (Int(start.step), start.error) {
        case (Int(CPROCESS_FOLDER), _):
            return Fault(
                .badInput, "\(what): it cannot work in `\(process.folder)`", cause: cause)
        case (_, EAGAIN), (_, ENOMEM), (_, EMFILE), (_, ENFILE):
            return Fault(
                .tryAgain, what, remedy: "the system has no room for more processes", cause: cause)
        case (_, E2BIG):
            let count = process.arguments.reduce(0) { $0 + $1.utf8.count + 1 }
            return Fault(
                .badInput,
                "\(what): its \(process.arguments.count) arguments are \(count) bytes, more than "
                    + "the system allows",
                remedy: "pass a file that lists the paths", cause: cause)
        case (_, ENOENT):
            return Fault(
                .unavailable, what,
                remedy: "`\(path)`, or the program that its first line names, is not there",
                cause: cause)
        case (_, ENOEXEC):
            return Fault(
                .badInput, what,
                remedy: "a script needs a first line such as `#!/bin/sh`", cause: cause)
        case (_, EACCES):
            return Fault(
                .badInput, what,
                remedy: "make it executable, as with `chmod +x`, or name the program that runs it",
                cause: cause)
        default: return Fault(.badInput, what, cause: cause)
        }
    }

    private static func name(of process: ChildProcess) -> String { process.arguments.first ?? "" }

    /// The texts as C wants them: NUL at the end of each, and a null pointer at the end of all.
    private static func withStrings<Result>(
        _ texts: [String],
        _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
    ) -> Result {
        var pointers = unsafe texts.map { unsafe strdup($0) }
        unsafe pointers.append(nil)
        defer { unsafe pointers.forEach { unsafe free($0) } }
        return unsafe pointers.withUnsafeBufferPointer { buffer in
            guard let first = buffer.baseAddress else {
                preconditionFailure("it has an element")
            }
            return unsafe body(first)
        }
    }
}
