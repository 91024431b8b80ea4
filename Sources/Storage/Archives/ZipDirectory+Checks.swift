extension ZipDirectory {
    /// Which entries share bytes with another one.
    func overlapping() -> [Bool] {
        var result = [Bool](repeating: false, count: entries.count)
        let order = entries.indices.sorted { entries[$0].offset < entries[$1].offset }
        var last: (number: Int, end: Int)?
        for number in order {
            let entry = entries[number]
            let head = ZipUnpacker.localSize + entry.name.count
            let end = entry.offset.addingReportingOverflow(entry.packedByteCount)
            let full = end.partialValue.addingReportingOverflow(head)
            let stop = end.overflow || full.overflow ? Int.max : full.partialValue
            if let last, entry.offset < last.end {
                result[number] = true
                result[last.number] = true
            }
            if stop > last?.end ?? 0 { last = (number, stop) }
        }
        return result
    }

    /// Refuses a zip of which no file can be read.
    func checkReadable() throws(ArchiveFault) {
        let files = entries.filter { $0.kind == .file }
        guard files.isEmpty || files.contains(where: { !$0.isEncrypted }) else {
            throw ArchiveFault(.encrypted, "every file is encrypted; unpack it with its password")
        }
    }
}
