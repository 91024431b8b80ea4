import Glibc
public import Records

/// Reads many files beneath a root, quickly and without ever leaving it.
///
/// A path is relative to the root and ends at a regular file beneath it; links are followed as long
/// as they stay inside. Folders are kept open, so that a further file of a folder costs four system
/// calls. Memory is the caller's `ByteArena`. For one task at a time.
@safe public final class FolderReader {
    private let root: FolderHandle
    private let rootPaths: [[UInt8]]
    private var folders: [[UInt8]: FolderHandle] = [:]
    /// The folder of the last file, which nearly always is the next one's too.
    private var last: (path: [UInt8], folder: FolderHandle)
    private var name: [CChar] = []

    /// The most folders to keep open.
    private static let mostFolders = 128

    /// A reader of what lies beneath a folder.
    ///
    /// - Throws: a `Fault` where the folder cannot be opened.
    public init(root path: String) throws(Fault) {
        let real = try FileSystem.realPath(path)
        let number = unsafe openat(AT_FDCWD, real, OpenFlags.path | O_DIRECTORY | O_CLOEXEC)
        guard number >= 0 else {
            throw .system("cannot open the folder `\(path)`", errorNumber: errno)
        }
        root = FolderHandle(number: number)
        rootPaths = [real, path].map { Array(($0 == "/" ? "/" : $0 + "/").utf8) }
            .filter { $0.first == UInt8(ascii: "/") }
        last = ([], root)
    }

    /// A file.
    ///
    /// - Parameters:
    ///   - path: relative to the root.
    ///   - limit: the most bytes to accept; a longer file is not read. Never more than 4 GiB.
    ///   - arena: memory for the bytes.
    /// - Throws: a `ReadFault` that says why not.
    public func read(
        _ path: String, limit: Int, into arena: ByteArena
    ) throws(ReadFault) -> FolderFile {
        do throws(ReadFault) {
            let number = try open(path)
            defer { close(number) }
            return try FolderReader.read(number, limit: limit, into: arena)
        } catch {
            throw ReadFault(
                error.reason, "`\(path)` \(error.detail)", errorNumber: error.errorNumber)
        }
    }

    private func open(_ path: String) throws(ReadFault) -> Int32 {
        // Without O_NONBLOCK, opening a pipe that nobody writes to would hang.
        let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
        let opened = unsafe try inFolder(of: path) { folder, name in
            unsafe openat(folder, name, flags)
        }
        if opened.result >= 0 { return opened.result }
        guard opened.errorNumber == ELOOP else { throw ReadFault(errorNumber: opened.errorNumber) }
        let (folder, name) = try walk(path.utf8)
        guard let name else { throw ReadFault(.notAFile, "is a folder") }
        let number = unsafe FolderWalk.withName(name) { unsafe openat(folder.number, $0, flags) }
        guard number >= 0 else { throw ReadFault(errorNumber: errno) }
        return number
    }

    /// Calls `body` with the folder of a path and the name in it, and returns what it returned and
    /// the error that it left.
    private func inFolder(
        of path: String, _ body: (Int32, UnsafePointer<CChar>) -> Int32
    ) throws(ReadFault) -> (result: Int32, errorNumber: Int32) {
        let path = path.utf8
        let slash = UInt8(ascii: "/")
        guard path.first != slash else { throw ReadFault(.escapes, "is absolute") }
        guard !path.contains(0) else { throw ReadFault(.missing, "holds a NUL character") }
        let start = path.lastIndex(of: slash).map { path.index(after: $0) } ?? path.startIndex
        let own = path[start...]
        guard !own.isEmpty else { throw ReadFault(.notAFile, "names no file") }
        guard !own.elementsEqual("..".utf8), !own.elementsEqual(".".utf8) else {
            // Not opened, but whether it leads out is worth knowing.
            _ = try walk(path)
            throw ReadFault(.notAFile, "is a folder")
        }
        let folder = try folder(path[..<start])
        name.removeAll(keepingCapacity: true)
        for byte in own { name.append(CChar(bitPattern: byte)) }
        name.append(0)
        while true {
            let result = unsafe name.withUnsafeBufferPointer { text in
                unsafe body(folder.number, text.baseAddress.unsafelyUnwrapped)
            }
            let error = errno
            if result >= 0 || error != EINTR { return (result, error) }
        }
    }

    /// The folder of a path that ends with a slash, or the root for an empty one.
    private func folder(_ path: Substring.UTF8View) throws(ReadFault) -> FolderHandle {
        if last.path.elementsEqual(path) { return last.folder }
        let key = Array(path)
        if let folder = folders[key] {
            last = (key, folder)
            return folder
        }
        var folder = root
        if !key.isEmpty {
            // With a step behind it, the folder's own last step is followed if it is a link.
            folder = try walk(key + [UInt8(ascii: ".")]).folder
        }
        if folders.count >= FolderReader.mostFolders { folders.removeAll(keepingCapacity: true) }
        folders[key] = folder
        last = (key, folder)
        return folder
    }

    private func walk(
        _ path: some Collection<UInt8>
    ) throws(ReadFault) -> (folder: FolderHandle, name: [UInt8]?) {
        var walk = FolderWalk(root: root, rootPaths: rootPaths)
        return try walk.walk(path)
    }

    private static func read(
        _ number: Int32, limit: Int, into arena: ByteArena
    ) throws(ReadFault) -> FolderFile {
        let status = try status(of: number)
        guard status.kind == .file else { throw ReadFault(.notAFile, "is not a file") }
        let limit = min(limit, 1 << 32)
        var byteCount = max(0, status.byteCount)
        while true {
            guard byteCount <= limit else {
                throw ReadFault(.tooLarge, "has \(byteCount) bytes, more than \(limit)")
            }
            // One byte more than there should be, to see that the file has grown.
            let capacity = byteCount + 1
            let slice = unsafe try arena.fill(capacity: capacity) { buffer throws(ReadFault) in
                unsafe try fill(buffer, from: number)
            }
            // Asked afterwards, so that a file that is written to meanwhile is seen to have changed.
            if slice.count < capacity {
                return FolderFile(bytes: slice, status: try FolderReader.status(of: number))
            }
            byteCount = min(max(byteCount * 2, 1 << 16), limit + 1)
        }
    }

    private static func status(of number: Int32) throws(ReadFault) -> FileStatus {
        var facts = stat()
        guard unsafe fstat(number, &facts) == 0 else { throw ReadFault(errorNumber: errno) }
        return FileStatus(facts)
    }

    /// Reads a file from its start. Returns how many bytes there were, at most the buffer's length.
    private static func fill(
        _ buffer: UnsafeMutableRawBufferPointer, from number: Int32
    ) throws(ReadFault) -> Int {
        var done = 0
        while done < buffer.count {
            let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
            let count = unsafe pread(number, rest.baseAddress, rest.count, off_t(done))
            if count > 0 {
                done += count
                // All that there should be and no more: no need to ask whether that was the end.
                if done == buffer.count - 1 { break }
            } else if count == 0 {
                break
            } else if errno != EINTR {
                throw ReadFault(errorNumber: errno)
            }
        }
        return done
    }
}
