import Glibc
public import Records

/// Makes the fault of a program that did not end well.
public enum ProgramFailure {
    /// The status by which a program says that it may work when tried again (sysexits.h).
    private static let temporaryStatus = 75
    private static let memoryAdvice = "if nobody killed it, the system ran out of memory"

    /// What happened, the last lines that were printed, and where the rest is.
    ///
    /// - Parameters:
    ///   - end: how the program ended.
    ///   - program: its command line as the user knows it.
    ///   - log: the file of what it printed.
    ///   - folder: where the program wrote; without room left there, the fault is of code
    ///     `tryAgain`.
    public static func fault(
        _ end: ProcessEnd, of program: String, _ log: ProcessLog, folder: String
    ) -> Fault {
        var code = Fault.Code.failedUnits
        let how: String
        var advice: String?
        switch end {
        case .exited(let status):
            // A shell tells in this way how a program of its own ended.
            let signal = (129...159).contains(status) ? status - 128 : nil
            let why = signal.map { ": \(name(ofSignal: $0)) ended what it had started" } ?? ""
            how = "ended with exit status \(status)\(why)"
            if status == temporaryStatus { code = .tryAgain }
            if signal == 9 { advice = memoryAdvice }
        case .signalled(let number):
            how = "was ended by \(name(ofSignal: number))"
            if number == 9 { advice = memoryAdvice }
        case .stopped: how = "was stopped"
        }
        let lines = log.lastLines(6)
        if isFull(folder) || lines.contains(where: { $0.contains("No space left on device") }) {
            code = .tryAgain
            advice = "free some space on the disk and run the command again"
        }
        let place = "what it printed is in `\(log.path)`"
        return Fault(
            code, "`\(program)` \(how)",
            remedy: [place, advice].compactMap(\.self).joined(separator: "; "),
            cause: lines.isEmpty ? "it printed nothing" : lines.joined(separator: "\n"))
    }

    /// Whether a file system has no room for one more file of some length.
    private static func isFull(_ folder: String) -> Bool {
        var facts = statvfs()
        guard unsafe statvfs(folder, &facts) == 0 else { return false }
        let (room, overflow) = facts.f_bavail.multipliedReportingOverflow(by: facts.f_frsize)
        // Some file systems count no files.
        let hasFiles = facts.f_files == 0 || facts.f_favail > 0
        return !hasFiles || (!overflow && room < 65_536)
    }

    private static func name(ofSignal number: Int) -> String {
        let names = [
            1: "SIGHUP", 2: "SIGINT", 3: "SIGQUIT", 4: "SIGILL", 6: "SIGABRT", 7: "SIGBUS",
            8: "SIGFPE", 9: "SIGKILL", 11: "SIGSEGV", 13: "SIGPIPE", 14: "SIGALRM", 15: "SIGTERM",
            24: "SIGXCPU", 25: "SIGXFSZ", 31: "SIGSYS",
        ]
        return names[number].map { "signal \(number) (\($0))" } ?? "signal \(number)"
    }
}
