/// Dates and times as text, after ISO 8601. Years before 0 have a sign, others at least four digits.
enum CalendarText {
    private static let secondsPerDay = 86_400

    /// - Parameter day: days since 1970-01-01.
    static func date(day: Int) -> String {
        // Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days.
        let shifted = day + 719_468
        let era = floor(shifted, 146_097)
        let dayOfEra = modulo(shifted, 146_097)
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let dayOfMonth = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        let sign = year < 0 ? "-" : ""
        return sign + padded(abs(year), 4) + "-" + padded(month, 2) + "-" + padded(dayOfMonth, 2)
    }

    /// - Parameter value: units since midnight.
    static func time(_ value: Int, _ unit: TimeUnit) -> String {
        let perSecond = unit.perSecond
        let seconds = floor(value, perSecond)
        let clock = modulo(seconds, secondsPerDay)
        let fraction = modulo(value, perSecond)
        return padded(clock / 3_600, 2) + ":" + padded(clock / 60 % 60, 2) + ":"
            + padded(clock % 60, 2) + "." + padded(fraction, unit.digits)
    }

    /// - Parameter value: units since 1970-01-01.
    static func timestamp(_ value: Int, _ unit: TimeUnit, isUTC: Bool) -> String {
        let day = floor(floor(value, unit.perSecond), secondsPerDay)
        return date(day: day) + "T" + time(value, unit) + (isUTC ? "Z" : "")
    }

    /// - Parameters:
    ///   - julianDay: days since the Julian epoch; 1970-01-01 is day 2,440,588.
    ///   - nanoseconds: since the day's midnight.
    static func timestamp(julianDay: Int, nanoseconds: Int) -> String {
        let days = floor(floor(nanoseconds, TimeUnit.nanoseconds.perSecond), secondsPerDay)
        return date(day: julianDay - 2_440_588 + days) + "T" + time(nanoseconds, .nanoseconds)
    }

    private static func floor(_ value: Int, _ divisor: Int) -> Int {
        let (quotient, rest) = value.quotientAndRemainder(dividingBy: divisor)
        return rest < 0 ? quotient - 1 : quotient
    }

    private static func modulo(_ value: Int, _ divisor: Int) -> Int {
        let rest = value % divisor
        return rest < 0 ? rest + divisor : rest
    }

    private static func padded(_ value: Int, _ width: Int) -> String {
        let text = String(value)
        return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
    }
}

extension TimeUnit {
    fileprivate var perSecond: Int {
        switch self {
        case .milliseconds: 1_000
        case .microseconds: 1_000_000
        case .nanoseconds: 1_000_000_000
        }
    }

    fileprivate var digits: Int {
        switch self {
        case .milliseconds: 3
        case .microseconds: 6
        case .nanoseconds: 9
        }
    }
}
