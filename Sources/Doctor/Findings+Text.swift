import Records

extension Findings {
    static func text(_ findings: [Finding]) -> String {
        var groups: [String] = []
        for finding in findings where !groups.contains(finding.group) {
            groups.append(finding.group)
        }
        let width = findings.map(\.name.count).max() ?? 0
        var text = ""
        for group in groups {
            text += "\(text.isEmpty ? "" : "\n")\(group)\n"
            for finding in findings where finding.group == group {
                let mark =
                    switch finding.state {
                    case .works: "ok     "
                    case .notice: "notice "
                    case .missing: "missing"
                    }
                let space = String(repeating: " ", count: width - finding.name.count)
                text += "  \(mark)  \(finding.name)\(space)  "
                text += FaultRenderer.printable(finding.fact) + "\n"
                guard let remedy = finding.remedy else { continue }
                let indent = String(repeating: " ", count: 13 + width)
                text += "\(indent)help: \(FaultRenderer.printable(remedy))\n"
            }
        }
        return text
    }
}
