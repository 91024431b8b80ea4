import HTTP
import Records
import Storage

/// Which programs and trainers are there. All are optional.
enum ProgramFindings {
    /// A trainer's Python module and how to get it.
    private static let trainers: [(name: String, module: String, remedy: String)] = [
        ("EasyR1", "verl", "git clone https://github.com/hiyouga/EasyR1, pip install -e EasyR1"),
        ("verl", "verl", "pip install verl"),
        ("TRL", "trl", "pip install trl"),
        ("ms-swift", "swift", "pip install ms-swift"),
        ("OpenRLHF", "openrlhf", "pip install openrlhf"),
    ]

    /// Trainers that `python3` can import, and the programs of clusters.
    static func all() async -> [Finding] {
        var findings: [Finding] = []
        if let python = ProgramOutput.path(of: "python3") {
            findings.append(Finding("trainers", "python3", python))
            let modules = await modules(python)
            for trainer in trainers {
                if let version = modules?[trainer.module] {
                    findings.append(
                        Finding("trainers", trainer.name, "\(trainer.module) \(version)"))
                } else {
                    let fact =
                        modules == nil
                        ? "python3 did not answer" : "python3 has no module `\(trainer.module)`"
                    findings.append(
                        Finding(
                            "trainers", trainer.name, .missing, fact, remedy: trainer.remedy))
                }
            }
        } else {
            findings.append(
                Finding(
                    "trainers", "python3", .missing, "not in PATH",
                    remedy: "only trainers outside need it: apt install python3"))
        }
        findings.append(await slurm())
        findings.append(await ray())
        return findings
    }

    /// Slurm's commands, and whether its controller answers them.
    private static func slurm() async -> Finding {
        let finding = program("Slurm", "sbatch", "log in to a node of the cluster")
        guard finding.state == .works else { return finding }
        let version = await ProgramOutput.of(["sbatch", "--version"], within: .seconds(5))
        let name = version.map { FaultRenderer.printable(String($0.prefix { $0 != "\n" })) }
        let fact = [name, finding.fact].compactMap(\.self).joined(separator: ", ")
        let answer = await ProgramOutput.of(["scontrol", "ping"], within: .seconds(20))
        if answer?.contains(" UP") == true {
            return Finding("clusters", "Slurm", "\(fact), and its controller answers")
        }
        return Finding(
            "clusters", "Slurm", .notice, "\(fact), but its controller does not answer",
            remedy: "`scontrol ping` says why; SLURM_CONF names another cluster's configuration")
    }

    /// Whether Ray's Jobs API answers where runs would look for it. Nothing of Ray is needed on this machine.
    private static func ray() async -> Finding {
        let variable = "RAY_API_SERVER_ADDRESS"
        let named = APIKey.variable(variable).flatMap { $0.isEmpty ? nil : $0 }
        let address = named ?? "http://127.0.0.1:8265"
        let remedy =
            "`ray start --head` on the cluster; name it by \(variable) or `executor.ray.address`"
        guard let url = try? HTTPURL(address), let client = try? HTTPClient() else {
            return Finding(
                "clusters", "Ray", .notice, "\(variable) holds no address", remedy: remedy)
        }
        let request = HTTPRequest(url.appending("api/version"), timeout: .seconds(5))
        let response = try? await client.send(request)
        let json = response.flatMap { try? JSONReader.parse($0.body, file: address) }
        if let version = json?["ray_version"]?.stringValue {
            let fact = "Ray \(FaultRenderer.printable(version)) answers at \(address)"
            return Finding("clusters", "Ray", fact)
        }
        if response?.status == 401 || response?.status == 403 {
            return Finding(
                "clusters", "Ray", "\(FaultRenderer.printable(address)) wants RAY_AUTH_TOKEN")
        }
        return Finding(
            "clusters", "Ray", named == nil ? .missing : .notice,
            "no Jobs API answers at \(FaultRenderer.printable(address))", remedy: remedy)
    }

    private static func program(_ name: String, _ command: String, _ remedy: String) -> Finding {
        if let path = ProgramOutput.path(of: command) { return Finding("clusters", name, path) }
        return Finding("clusters", name, .missing, "`\(command)` is not in PATH", remedy: remedy)
    }

    /// The versions of the trainers' modules that are there; nothing if Python does not answer.
    /// Nothing is imported: that takes many seconds and may want a GPU.
    private static func modules(_ python: String) async -> [String: String]? {
        let script = """
            import importlib.util as u, importlib.metadata as m
            names = {'verl': 'verl', 'trl': 'trl', 'swift': 'ms-swift', 'openrlhf': 'openrlhf'}
            for name, package in names.items():
                try:
                    if u.find_spec(name) is None: continue
                    print(name, m.version(package))
                except m.PackageNotFoundError: print(name, 'of unknown version')
                except Exception: pass
            """
        guard
            let output = await ProgramOutput.of(
                [python, "-c", script], within: .seconds(20))
        else { return nil }
        var modules: [String: String] = [:]
        for line in output.split(separator: "\n") {
            let words = line.split(separator: " ", maxSplits: 1)
            if words.count == 2 {
                modules[String(words[0])] = FaultRenderer.printable(String(words[1]))
            }
        }
        return modules
    }
}
