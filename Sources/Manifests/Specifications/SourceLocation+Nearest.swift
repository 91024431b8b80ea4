public import Records

extension [String: SourceLocation] {
    /// Where the value of a field such as `optimizer.beta1` stands, or else the nearest field around it;
    /// nothing if neither has a place.
    public func nearest(to field: String) -> SourceLocation? {
        var path = field[...]
        while true {
            if let found = self[String(path)] { return found }
            guard let dot = path.lastIndex(of: ".") else { return nil }
            path = path[..<dot]
        }
    }
}
