import Records

/// How a trainer is started: its configuration, and what differs between a new phase and one that is
/// gone on with.
struct LaunchPlan: Sendable {
    /// What stands in a file of the trainer's own, if it reads one.
    var file: (name: String, text: String)?
    /// Environment of the trainer: a name and a shell's word.
    var environment: [(name: String, word: String)] = []
    /// The words of the command, before its arguments.
    var command: String
    /// The arguments, as elements of a shell's array.
    var arguments: String
    /// Arguments for a new phase. Trainers go on with whatever they find, unless told not to.
    var fresh: [String] = []
    /// Arguments for going on from `$resume`.
    var resumed: [String]
    /// The folder below the run's where the trainer saves.
    static let saveFolder = "checkpoints"

    /// The plan for a target.
    init(_ target: TrainerTarget, _ settings: TrainerSettings, mostPictures: Int) {
        switch target {
        case .easyR1, .easyR1PeBR, .easyR1VisionSR1:
            self = EasyR1Launch(target, settings, mostPictures: mostPictures).plan
        case .verl070, .verl071, .verl08, .verl09:
            self = VerlLaunch(target, settings, mostPictures: mostPictures).plan
        case .trl: self = TRLLaunch(settings).plan
        case .msSwift: self = MSSwiftLaunch(settings).plan
        case .openRLHF09, .openRLHF:
            self = OpenRLHFLaunch(target, settings, mostPictures: mostPictures).plan
        }
    }

    init(
        file: (name: String, text: String)? = nil,
        environment: [(name: String, word: String)] = [], command: String, arguments: String,
        fresh: [String] = [], resumed: [String]
    ) {
        self.file = file
        self.environment = environment
        self.command = command
        self.arguments = arguments
        self.fresh = fresh
        self.resumed = resumed
    }
}
