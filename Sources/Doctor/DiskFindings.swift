import Engine
import Glibc
import Records
import Storage

/// What the disk that holds a workspace offers: tried out with a small file, which is removed again.
enum DiskFindings {
    /// Below so much room, a finding says so.
    private static let littleByteCount = 2_000_000_000

    /// Room, kind of file system, the time of a sync, locks and the file system's clock.
    ///
    /// - Parameter workspace: it need not be there; the nearest folder above it is tried then.
    static func all(for workspace: Workspace) -> [Finding] {
        var folder = workspace.root
        while (try? FileSystem.status(folder))??.kind != .folder, folder != "/" {
            let parent = folder.split(separator: "/").dropLast().joined(separator: "/")
            folder = "/" + parent
        }
        let fact =
            folder == workspace.root ? folder : "\(workspace.root) (not made yet; tried \(folder))"
        var findings = [Finding("workspace", "folder", fact)]
        findings.append(room(folder))
        findings.append(fileSystem(folder))
        return findings + trials(in: folder)
    }

    private static func room(_ folder: String) -> Finding {
        var facts = statvfs()
        guard statvfs(folder, &facts) == 0 else {
            return Finding("workspace", "room", .notice, "unknown: \(SystemError.text())")
        }
        let (bytes, overflows) = UInt64(facts.f_bavail).multipliedReportingOverflow(
            by: UInt64(facts.f_frsize))
        let free = overflows ? Int.max : Int(clamping: bytes)
        guard free < littleByteCount else {
            return Finding("workspace", "room", "\(Format.megabytes(free)) free")
        }
        return Finding(
            "workspace", "room", .notice, "only \(Format.megabytes(free)) free",
            remedy: "`pipeline gc --keep-runs 3 --dry-run` tells what can go")
    }

    private static func fileSystem(_ folder: String) -> Finding {
        let real = (try? FileSystem.realPath(folder)) ?? folder
        var best: (point: String, type: String)?
        for line in MachineFindings.text("/proc/self/mounts").split(separator: "\n") {
            let fields = line.split(separator: " ")
            guard fields.count > 2 else { continue }
            let point = fields[1].replacing("\\040", with: " ")
            let isAbove = point == "/" || real == point || real.hasPrefix(point + "/")
            // Of several on one point, the last one hides the others.
            if isAbove, point.utf8.count >= best?.point.utf8.count ?? 0 {
                best = (String(point), String(fields[2]))
            }
        }
        guard let best else { return Finding("workspace", "file system", .notice, "unknown") }
        let fact = "\(best.type) on \(best.point)"
        if best.type.hasPrefix("nfs") || best.type == "cifs" || best.type.hasPrefix("fuse") {
            return Finding(
                "workspace", "file system", .notice, "\(fact), over a network or a program",
                remedy: "locks must work on every machine that runs here: see `locks` below")
        }
        if best.type == "tmpfs" {
            return Finding(
                "workspace", "file system", .notice, "\(fact), which is gone after a restart",
                remedy: "name a workspace on a disk with --workspace")
        }
        return Finding("workspace", "file system", fact)
    }

    private static func trials(in folder: String) -> [Finding] {
        let path = "\(folder)/.pipeline-doctor-\(Host.processIdentifier)"
        defer { unlink(path) }
        do throws(Fault) {
            var findings = [try sync(path)]
            findings.append(try lock(path))
            findings.append(try clock(path))
            return findings
        } catch {
            return [
                Finding(
                    "workspace", "writing", .missing, error.description,
                    remedy: error.remedy ?? "name another workspace with --workspace")
            ]
        }
    }

    /// The middle one of five.
    private static func sync(_ path: String) throws(Fault) -> Finding {
        try FileSystem.write(Array(repeating: 120, count: 4096), to: path)
        var times: [Double] = []
        for _ in 0..<5 {
            let start = ContinuousClock.now
            try FileSystem.sync(path)
            times.append(start.duration(to: .now) / .milliseconds(1))
            let file = open(path, O_WRONLY | O_CLOEXEC)
            if file >= 0 {
                _ = pwrite(file, "y", 1, off_t(times.count))
                close(file)
            }
        }
        let middle = times.sorted()[2]
        let fact = "\(Format.fixed(middle, middle < 10 ? 2 : 0)) ms for 4 KiB"
        guard middle > 50 else { return Finding("workspace", "sync", fact) }
        return Finding(
            "workspace", "sync", .notice, fact,
            remedy: "each stage waits for a few of them; a local disk is quicker")
    }

    private static func lock(_ path: String) throws(Fault) -> Finding {
        guard let lock = try FileLock(path: path) else {
            return Finding("workspace", "locks", .notice, "somebody else holds a file just made")
        }
        let isHeld = FileLock.isHeld(path)
        lock.release()
        if isHeld, !FileLock.isHeld(path) {
            return Finding("workspace", "locks", "flock works")
        }
        return Finding(
            "workspace", "locks", .notice, "flock does not keep others out",
            remedy: "one run at a time only, or another file system")
    }

    private static func clock(_ path: String) throws(Fault) -> Finding {
        guard let status = try FileSystem.status(path) else {
            return Finding("workspace", "clock", .notice, "a file just written is gone")
        }
        let skew = abs(Timestamp.now.milliseconds - status.modified / 1_000_000)
        guard skew > 2000 else { return Finding("workspace", "clock", "as this machine's") }
        return Finding(
            "workspace", "clock", .notice,
            "the file system's differs by \(Format.duration(Double(skew) / 1000))",
            remedy: "set both by NTP; only times that are shown depend on it")
    }
}
