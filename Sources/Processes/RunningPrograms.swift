import CProcess
import Glibc
import Records

/// The programs that run now: a state machine that one thread drives.
struct RunningPrograms {
    /// A program under way.
    private struct Program {
        var order: ProcessOrder
        var process: pid_t
        /// A pidfd.
        var handle: Int32
        /// Whether it was asked to end.
        var isStopped = false
        /// When it is killed, if it was asked to end and has not been killed.
        var deadline: ContinuousClock.Instant?
    }

    private var programs: [Program] = []
    /// Started with the first program.
    private lazy var guardian = ProcessGuard()

    /// Starts a program; whoever ordered it hears of a failure.
    mutating func start(_ order: ProcessOrder) {
        do throws(Fault) {
            let guardian = guardian
            let (process, handle) = try ProgramStart.start(order.process, path: order.path)
            guardian?.add(process)
            programs.append(Program(order: order, process: process, handle: handle))
        } catch {
            order.continuation.resume(returning: .init(fault: error))
        }
    }

    /// Asks a program to end, if it still runs and has not been asked.
    mutating func stop(_ number: Int) {
        guard let index = programs.firstIndex(where: { $0.order.number == number }),
            !programs[index].isStopped
        else { return }
        programs[index].isStopped = true
        programs[index].deadline = .now + programs[index].order.process.grace
        kill(-programs[index].process, SIGTERM)
        // What is stopped (SIGSTOP) would never hear of it.
        kill(-programs[index].process, SIGCONT)
    }

    /// Kills what was asked to end and has not ended in time.
    mutating func killTheDeaf() {
        let now = ContinuousClock.now
        for index in programs.indices {
            guard let deadline = programs[index].deadline, deadline <= now else { continue }
            kill(-programs[index].process, SIGKILL)
            programs[index].deadline = nil
        }
    }

    /// Waits until a program has ended, the bell rings or it is time to kill one.
    ///
    /// - Returns: the numbers of the orders whose program has ended.
    func waitForEnds(bell: Int32) -> [Int] {
        var waits = [pollfd(fd: bell, events: Int16(POLLIN), revents: 0)]
        waits += programs.map { pollfd(fd: $0.handle, events: Int16(POLLIN), revents: 0) }
        var limit: Int32 = -1
        if let next = programs.compactMap(\.deadline).min() {
            let rest = ContinuousClock.now.duration(to: next) / .milliseconds(1)
            limit = Int32(min(max(0, rest.rounded(.up)), 60_000))
        }
        guard unsafe poll(&waits, nfds_t(waits.count), limit) > 0 else { return [] }
        return zip(waits.dropFirst(), programs).compactMap { wait, program in
            wait.revents == 0 ? nil : program.order.number
        }
    }

    /// Ends what is left of a program's group, and tells how the program ended.
    mutating func finish(_ number: Int) {
        guard let index = programs.firstIndex(where: { $0.order.number == number }) else { return }
        let program = programs.remove(at: index)
        // Before the process is waited for, its number cannot be another group's.
        kill(-program.process, SIGKILL)
        guardian?.remove(program.process)
        var status: Int32 = 0
        while unsafe waitpid(program.process, &status, 0) < 0, errno == EINTR {}
        close(program.handle)
        let signal = status & 0x7F
        let own: ProcessEnd =
            signal == 0 ? .exited(Int(status >> 8 & 0xFF)) : .signalled(Int(signal))
        program.order.continuation.resume(
            returning: .init(end: program.isStopped ? .stopped : own))
    }
}
