import Manifests

extension SlurmSettings {
    /// The options of `sbatch`.
    var arguments: [String] {
        var arguments: [String] = []
        if let partition { arguments.append("--partition=\(partition)") }
        if let account { arguments.append("--account=\(account)") }
        if let qos { arguments.append("--qos=\(qos)") }
        if let time {
            // Minutes and seconds: minutes alone would round to a minute.
            let seconds = Int(time.components.seconds)
            let rest = seconds % 60
            arguments.append("--time=\(seconds / 60):\(rest < 10 ? "0" : "")\(rest)")
        }
        if let memoryByteCount {
            arguments.append("--mem=\((memoryByteCount + 1_048_575) / 1_048_576)M")
        }
        if let processors { arguments.append("--cpus-per-task=\(processors)") }
        if let nodes {
            arguments += ["--nodes=\(nodes)", "--ntasks=\(nodes)", "--ntasks-per-node=1"]
        }
        if let gpus { arguments.append("--gpus-per-node=\(gpus)") }
        if let constraint { arguments.append("--constraint=\(constraint)") }
        return arguments + options
    }
}
