import Records
import Storage
import TestSupport
import Testing

extension EndToEnd {
    /// A workspace on a small file system of its own, which is full sooner or later.
    @Suite struct FullDiskTests {
        /// What the file system has too little of.
        struct Case: Sendable, CustomTestStringConvertible {
            /// The option of mount(8) that limits it.
            var option: String
            /// The column of `stat -f` that tells how much a whole run uses: `total - free`.
            var format: String
            /// How large a unit of the option is, for `size` in bytes.
            var unit: Int
            var testDescription: String { option }
        }

        /// $1 the option and its value, $2 the workspace, $3 where to copy it in the end, $4 the
        /// format; the rest is the run.
        private static let script = """
            option=$1; workspace=$2; copy=$3; format=$4; shift 4
            mkdir -p "$workspace"
            mount -t tmpfs -o "$option" tmpfs "$workspace" || exit 99
            "$@" >first.out 2>first.err
            echo $? >first.status
            mount -o remount,size=512m,nr_inodes=100000 "$workspace"
            "$@" || exit
            stat -f -c "$format" "$workspace"
            cp -a "$workspace" "$copy"

            """
        private static let width = 16

        @Test(arguments: [
            Case(option: "size", format: "%b %f", unit: 4096),
            Case(option: "nr_inodes", format: "%c %d", unit: 1),
        ])
        func `a full disk is told, and with room again a plain run goes on`(
            test: Case
        ) async throws {
            guard let prefix = try await FullDiskTests.namespace() else {
                OutputLine.say(
                    "SKIPPED full disk by \(test.option): no mount in a namespace of its own here")
                return
            }
            let whole = test.unit == 1 ? 100_000 : 512 << 20
            let (first, used) = try await run(test, prefix, limit: whole)
            #expect(first.status == "0", "\(first.errors)")
            var told: [String] = []
            for share in [0.02, 0.1, 0.3, 0.5, 0.7, 0.85, 0.97] {
                let limit = max(2, Int(share * Double(used))) * test.unit
                let (first, _) = try await run(test, prefix, limit: limit)
                let comment = Comment(rawValue: "\(test.option)=\(limit)\n\(first.errors)")
                #expect(["74", "75"].contains(first.status), comment)
                #expect(first.errors.contains("No space left on device"), comment)
                #expect(first.errors.contains("space"), comment)
                told.append("\(limit): \(first.status)")
            }
            OutputLine.say(
                "a run uses \(used) \(test.option == "size" ? "blocks" : "inodes"); with "
                    + told.joined(separator: ", "))
        }

        /// Runs with a limit, and again without.
        ///
        /// - Returns: how the first ended, and how much a whole run uses.
        private func run(
            _ test: Case, _ prefix: [String], limit: Int
        ) async throws -> (first: (status: String, errors: String), used: Int) {
            let repository = try FaultRepository(width: FullDiskTests.width)
            let copy = repository.workspace("copy")
            let end = try await Subprocess(
                prefix + [
                    "sh", "-c", FullDiskTests.script, "sh", "\(test.option)=\(limit)",
                    repository.workspace().root, copy.root, test.format,
                ] + repository.command(in: repository.workspace()), in: repository.root
            ).wait()
            func text(_ name: String) -> String {
                let bytes = (try? FileSystem.read("\(repository.root)/\(name)")) ?? []
                return String(decoding: bytes, as: UTF8.self)
            }
            let errors = text("first.err")
            #expect(end.status == 0, "\(test.option)=\(limit): \(errors)\n\(end.errors)")
            try await repository.expectResults(copy, "\(test.option)=\(limit): \(errors)")
            let numbers = (end.output.split(separator: "\n").last ?? "").split(separator: " ")
                .compactMap { Int($0) }
            try #require(numbers.count == 2)
            let status = text("first.status").filter { $0 != "\n" }
            return ((status, errors), numbers[0] - numbers[1])
        }

        /// What runs a program where it may mount: as an ordinary user, or as root.
        private static func namespace() async throws -> [String]? {
            let probe = "mkdir -p here && mount -t tmpfs -o size=1m tmpfs here"
            for prefix in [["unshare", "-rm"], ["unshare", "-m"]] {
                let folder = try TemporaryFolder("mount")
                let end = try await Subprocess(prefix + ["sh", "-c", probe], in: folder.path).wait()
                if end.status == 0 { return prefix }
            }
            return nil
        }
    }
}
