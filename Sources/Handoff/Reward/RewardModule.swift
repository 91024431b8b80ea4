import Records
import Storage

/// The reward module of a hand-off: `reward.py`, one for all trainers, and the `reward.json` that it
/// gives to `pipeline score`.
enum RewardModule {
    /// The module's text.
    static var python: [UInt8] { PackageResources.reward_py }

    /// The names of both.
    static let files = ["reward.py", "reward.json"]

    /// Writes both into a folder.
    static func write(_ reward: RewardFile, to folder: String) throws(Fault) {
        try BufferedFile.write(python, to: "\(folder)/reward.py")
        try BufferedFile.write(
            Array((reward.json.serialized + "\n").utf8), to: "\(folder)/reward.json")
    }
}
