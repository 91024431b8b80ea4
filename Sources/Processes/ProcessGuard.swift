import CProcess
import Glibc

/// A small process of its own that learns which process groups run, and kills them once we are gone,
/// however we went.
///
/// A program is killed with us by the kernel (PR_SET_PDEATHSIG), but what it has started is not. The
/// guard reads a pipe that ends with us. Where it cannot be started, programs run without it.
struct ProcessGuard {
    /// Reads `+ GROUP` and `- GROUP`, and at the end kills the groups that are left.
    private static let script = """
        groups=' '
        while read -r sign group; do
            case $sign in
            +) groups="$groups$group " ;;
            -) groups="${groups%% $group *} ${groups#* $group }" ;;
            esac
        done
        for group in $groups; do kill -s KILL -- "-$group"; done
        """

    private let pipe: Int32

    /// Starts the guard; nothing if that cannot be done.
    init?() {
        let words = ["/bin/sh", "-c", ProcessGuard.script, "pipeline-guard"]
        var arguments = unsafe words.map { unsafe strdup($0) } + [nil]
        defer { unsafe arguments.forEach { unsafe free($0) } }
        pipe = unsafe cprocess_start_reader(&arguments)
        if pipe < 0 { return nil }
    }

    /// The group is to end with us.
    func add(_ group: pid_t) { tell("+ \(group)\n") }

    /// The group has ended. To be said before its leader is waited for: until then the number cannot
    /// be another group's.
    func remove(_ group: pid_t) { tell("- \(group)\n") }

    /// A guard that was killed is no reason to fail. The caller blocks SIGPIPE.
    private func tell(_ line: String) {
        let bytes = Array(line.utf8)
        while unsafe write(pipe, bytes, bytes.count) < 0, errno == EINTR {}
    }
}
