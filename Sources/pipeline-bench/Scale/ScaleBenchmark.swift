import ArgumentParser
import Records
import Storage

/// `scale`: what a stage of very many units costs the process that drives it, part by part.
struct ScaleBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scale",
        abstract: "A stage of very many units, done by workers in other processes.",
        discussion: """
            The engine plans the stage, writes its ranges, and takes in the receipts of workers that are \
            processes of this machine and publish one small file a unit; then it joins them. Each size is \
            a process of its own; processor time and peak memory are the driver's, by part. A million \
            units take some minutes, and three million files in /tmp.
            """)

    @Option(help: "How many units; may be given several times.")
    var units = [1000, 10_000, 100_000]

    @Option(
        help: "How many ranges the engine is told may run at once; there are four times as many.")
    var atOnce = 16

    @Option(help: "How many workers there are in fact.")
    var jobs = 2

    @Option(help: ArgumentHelp("Where to do one size in this process.", visibility: .hidden))
    var folder: String?

    func validate() throws {
        if (units + [atOnce, jobs]).contains(where: { $0 < 1 }) {
            throw ValidationError("numbers must be at least 1")
        }
    }

    func run() async throws {
        if let folder {
            for count in units {
                let run = ScaleRun(units: count, atOnce: atOnce, jobs: jobs, folder: folder)
                for row in try await run.rows() { print(row.joined(separator: "\t")) }
            }
            return
        }
        var costs = ResultTable("units", "part", "cpu s", "us a unit", "wall s", "peak MiB")
        var sizes = ResultTable("units", "on the disk", "bytes a unit")
        for count in units {
            for row in try await measure(count) {
                if row.count == 6 {
                    costs.add(row[0], row[1], row[2], row[3], row[4], row[5])
                } else {
                    sizes.add(row[0], row[1], row[2])
                }
            }
        }
        costs.printRows()
        print("")
        sizes.printRows()
    }

    /// What a process of its own says of a size.
    private func measure(_ count: Int) async throws -> [[String]] {
        try await TemporaryFolder.with { folder in
            let process = try ChildProcess.run([
                "/proc/self/exe", "scale", "--units", "\(count)", "--at-once", "\(atOnce)",
                "--jobs", "\(jobs)", "--folder", folder,
            ])
            return String(decoding: process.output, as: UTF8.self).split(separator: "\n").map {
                $0.split(separator: "\t").map(String.init)
            }
        }
    }
}
