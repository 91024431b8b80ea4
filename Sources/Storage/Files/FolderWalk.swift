import Glibc

/// Finds the place of a path beneath a root, one step at a time, and never leaves the root.
///
/// Every step is opened from the folder before it and follows no link; a link is read and its target
/// walked in its place, `..` goes back to a folder that was already open. So neither a link nor a
/// folder that is moved meanwhile leads out. (This is what openat2(2) does with `RESOLVE_BENEATH`,
/// but it works on every kernel and in every sandbox, and an absolute link into the root is fine.)
struct FolderWalk {
    /// The folders on the way, the root first.
    private var folders: [FolderHandle]
    /// The steps that are left, the next last.
    private var steps: [[UInt8]] = []
    private var linkCount = 0
    /// Spellings of the root that an absolute link may begin with, each with a slash behind it.
    private let rootPaths: [[UInt8]]

    /// As many links as the kernel follows.
    private static let mostLinks = 40

    /// A walk that begins at a root.
    init(root: FolderHandle, rootPaths: [[UInt8]]) {
        folders = [root]
        self.rootPaths = rootPaths
    }

    /// Walks to the folder that holds the path's last step.
    ///
    /// - Returns: the folder, and the name there: of something that was not a link a moment ago, or
    ///   of nothing. Nothing where the path leads to a folder by `.`, `..` or the root itself.
    mutating func walk(
        _ path: some Collection<UInt8>
    ) throws(ReadFault) -> (folder: FolderHandle, name: [UInt8]?) {
        try push(path)
        while let step = steps.popLast() {
            if step == [dot] { continue }
            if step == [dot, dot] {
                guard folders.count > 1 else { throw escape }
                folders.removeLast()
                continue
            }
            let folder = folders[folders.count - 1]
            if let target = FolderWalk.link(step, in: folder) {
                linkCount += 1
                guard linkCount <= FolderWalk.mostLinks else {
                    throw ReadFault(.unreadable, "has more links than can be followed")
                }
                try push(target)
            } else if steps.isEmpty {
                return (folder, step)
            } else {
                folders.append(try FolderWalk.open(step, in: folder))
            }
        }
        return (folders[folders.count - 1], nil)
    }

    private mutating func push(_ path: some Collection<UInt8>) throws(ReadFault) {
        var rest = Array(path)[...]
        if rest.first == slash {
            // The walk begins again, at the root.
            guard linkCount > 0,
                let root = rootPaths.first(where: { (rest + [slash]).starts(with: $0) })
            else { throw escape }
            rest = rest.dropFirst(root.count)
            folders.removeLast(folders.count - 1)
        }
        steps.append(contentsOf: rest.split(separator: slash).reversed().map { Array($0) })
    }

    /// The target of a link, or nothing for what is no link.
    private static func link(_ name: [UInt8], in folder: FolderHandle) -> [UInt8]? {
        var target = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = unsafe withName(name) { name in
            unsafe readlinkat(folder.number, name, &target, target.count)
        }
        return count > 0 ? target[..<count].map { UInt8(bitPattern: $0) } : nil
    }

    private static func open(
        _ name: [UInt8], in folder: FolderHandle
    ) throws(ReadFault) -> FolderHandle {
        let number = unsafe withName(name) { name in
            unsafe openat(
                folder.number, name, OpenFlags.path | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        }
        guard number >= 0 else { throw ReadFault(errorNumber: errno) }
        return FolderHandle(number: number)
    }

    /// Calls `body` with a name as C wants it.
    static func withName<Result>(
        _ name: [UInt8], _ body: (UnsafePointer<CChar>) -> Result
    ) -> Result {
        let text = name.map { CChar(bitPattern: $0) } + [0]
        return unsafe text.withUnsafeBufferPointer { text in
            unsafe body(text.baseAddress.unsafelyUnwrapped)
        }
    }

    private var escape: ReadFault { ReadFault(.escapes, "leads out of the data root") }
    private var slash: UInt8 { UInt8(ascii: "/") }
    private var dot: UInt8 { UInt8(ascii: ".") }
}

extension ReadFault {
    /// What an error of the system means.
    init(errorNumber: Int32) {
        let reason: Reason =
            switch errorNumber {
            case ENOENT, ENOTDIR: .missing
            case ENXIO, ENODEV: .notAFile
            case EACCES, EPERM, ELOOP, ENAMETOOLONG: .unreadable
            default: .notNow
            }
        self.init(
            reason, reason == .missing ? "is not there" : "cannot be read",
            errorNumber: reason == .missing ? nil : errorNumber)
    }
}
