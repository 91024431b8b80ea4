import Processes
import Records

/// Makes the fault of a program that did not end well.
enum ProgramFailure {
    /// The status by which a program says that it may work when tried again (sysexits.h).
    private static let temporaryStatus = 75

    /// What happened, the last lines that were printed, and where the rest is.
    static func fault(
        _ end: ProcessEnd, _ arguments: [String], _ log: ProcessLog
    ) -> Fault {
        var code = Fault.Code.failedUnits
        let how: String
        var advice: String?
        switch end {
        case .exited(let status):
            how = "ended with exit status \(status)"
            if status == temporaryStatus { code = .tryAgain }
        case .signalled(let number):
            how = "was ended by \(name(ofSignal: number))"
            if number == 9 { advice = "if nobody killed it, the system ran out of memory" }
        case .stopped: how = "was stopped"
        }
        let lines = log.lastLines(6)
        let place = "what it printed is in `\(log.path)`"
        return Fault(
            code, "`\(CommandRun.shown(arguments))` \(how)",
            remedy: [place, advice].compactMap(\.self).joined(separator: "; "),
            cause: lines.isEmpty ? "it printed nothing" : lines.joined(separator: "\n"))
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
