extension [String] {
    /// Whether a text is among these, byte for byte: for `String`, texts of different bytes can be
    /// equal. Quicker than a set where there are few.
    public func contains(bytesOf text: String) -> Bool {
        let wanted = text.utf8.span
        for index in indices {
            let bytes = self[index].utf8.span
            guard bytes.count == wanted.count else { continue }
            var place = 0
            while place < bytes.count, bytes[place] == wanted[place] { place += 1 }
            if place == bytes.count { return true }
        }
        return false
    }
}
