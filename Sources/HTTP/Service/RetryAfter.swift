/// The header `Retry-After` (RFC 9110, section 10.2.3).
public enum RetryAfter {
    /// How long to wait: a number of seconds, or until a date in one of HTTP's three forms. `date`
    /// is now, in seconds since 1970.
    public static func delay(_ text: String, date: Int) -> Duration? {
        if let seconds = Double(text) {
            return seconds >= 0 && seconds < 1e6 ? .milliseconds(Int(seconds * 1000)) : nil
        }
        return secondsOfDate(text).map { .seconds(max(0, $0 - date)) }
    }

    /// `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT` or
    /// `Sun Nov  6 08:49:37 1994`.
    private static func secondsOfDate(_ text: String) -> Int? {
        let words = text.split { " ,-".contains($0) }
        guard words.count >= 5, let clock = words.first(where: { $0.contains(":") }),
            let month = words.dropFirst().firstIndex(where: { months.contains($0.lowercased()) }),
            let monthNumber = months.firstIndex(of: words[month].lowercased())
        else { return nil }
        let numbers = words.filter { $0.allSatisfy(\.isASCII) }.compactMap { Int($0) }
        let time = clock.split(separator: ":").compactMap { Int($0) }
        guard numbers.count == 2, time.count == 3, numbers.allSatisfy({ 0...9999 ~= $0 }),
            zip(time, [24, 60, 61]).allSatisfy({ 0..<$1 ~= $0 }), 1...31 ~= numbers[0]
        else { return nil }
        // Two digits mean the century that is nearest.
        let year =
            numbers[1] < 70 ? numbers[1] + 2000 : numbers[1] < 100 ? numbers[1] + 1900 : numbers[1]
        let days = days(year, monthNumber + 1, numbers[0])
        return days * 86400 + time[0] * 3600 + time[1] * 60 + time[2]
    }

    private static let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]

    /// Days since 1970-01-01 in the Gregorian calendar (Howard Hinnant's days_from_civil).
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
            - 719_468
    }
}
