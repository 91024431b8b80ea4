extension Fault.Code {
    /// The process exit status that a fault of this class ends in, after sysexits(3).
    public var exitStatus: Int32 {
        switch self {
        case .failedUnits: 1
        case .workToDo: 2
        case .usage: 64
        case .badInput: 65
        case .noInput: 66
        case .unavailable: 69
        case .internalError: 70
        case .cannotCreate: 73
        case .inputOutput: 74
        case .tryAgain: 75
        case .configuration: 78
        case .interrupted: 130
        case .terminated: 143
        }
    }

    /// What the exit status tells, in a line without a full stop: manual pages say it so.
    public var meaning: String {
        switch self {
        case .failedUnits: "units failed, or a verification found something; the rest is done"
        case .workToDo: "there is something to do, where a command was asked to say so"
        case .usage: "the command line is wrong"
        case .badInput: "a manifest, a data set or a file is wrong"
        case .noInput: "something that was named is not there or cannot be read"
        case .unavailable: "a program or a service that is needed is not there"
        case .internalError: "a bug of pipeline"
        case .cannotCreate: "a file or folder for results cannot be made"
        case .inputOutput: "the disk or another device failed"
        case .tryAgain: "it may work when tried again: a lock is held, a disk is full"
        case .configuration: "the surroundings are set up wrongly"
        case .interrupted: "stopped by an interrupt, such as Ctrl-C"
        case .terminated: "stopped by SIGTERM"
        }
    }
}
