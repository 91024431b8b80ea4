import Glibc
public import Records

/// Processes of this machine that have a variable in their environment, wherever they came from.
///
/// A program ends with its process group, but some start their workers in sessions of their own, which
/// outlive them and us: torchrun and Ray do. Whoever starts such a program marks its environment, and ends
/// what has the mark when it should be gone.
public struct MarkedProcesses: Sendable {
    /// `NAME=value`, as it stands in the environment.
    public let mark: String

    /// Processes with this entry in the environment that they were started with.
    ///
    /// - Parameter mark: `NAME=value`; the value is one that nobody else has.
    public init(_ mark: String) { self.mark = mark }

    /// Their numbers, our own left out; those whose environment we may not read are none of ours.
    public var running: [Int] {
        var numbers: [Int] = []
        guard let folder = unsafe opendir("/proc") else { return [] }
        defer { unsafe closedir(folder) }
        while let entry = unsafe readdir(folder) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
                    unsafe String(cString: $0)
                }
            }
            if let number = Int(name), number != Int(getpid()), isMarked(number) {
                numbers.append(number)
            }
        }
        return numbers.sorted()
    }

    /// Ends them: asks first, and kills what is left.
    ///
    /// - Parameter grace: how long they have between the two.
    /// - Returns: how many there were.
    /// - Throws: a `Fault` of code `tryAgain` if some cannot be killed: they wait for a disk, say.
    public func end(grace: Duration) async throws(Fault) -> Int {
        let first = running
        if first.isEmpty { return 0 }
        for number in first { kill(pid_t(number), SIGTERM) }
        if await areGone(within: grace) { return first.count }
        for number in running { kill(pid_t(number), SIGKILL) }
        // Whoever is cancelled waits for the end all the same.
        guard await Task.detached(operation: { await areGone(within: .seconds(10)) }).value else {
            throw Fault(
                .tryAgain,
                "processes of an earlier attempt cannot be ended: "
                    + running.map(String.init).joined(separator: ", "),
                remedy: "run again when they are gone")
        }
        return first.count
    }

    private func areGone(within limit: Duration) async -> Bool {
        let deadline = ContinuousClock.now + limit
        while !running.isEmpty {
            if ContinuousClock.now >= deadline { return false }
            // A task that is cancelled does not wait, and the kill comes at once.
            try? await Task.sleep(for: .milliseconds(20))
            if Task.isCancelled { return running.isEmpty }
        }
        return true
    }

    /// Whether a process was started with the mark. One that has ended and is not waited for has no
    /// environment any more.
    private func isMarked(_ number: Int) -> Bool {
        let file = unsafe open("/proc/\(number)/environ", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return false }
        defer { close(file) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unsafe piece.withUnsafeMutableBytes {
                unsafe read(file, $0.baseAddress, $0.count)
            }
            guard count > 0 else { break }
            bytes += piece.prefix(count)
        }
        return bytes.split(separator: 0).contains { $0.elementsEqual(mark.utf8) }
    }
}
