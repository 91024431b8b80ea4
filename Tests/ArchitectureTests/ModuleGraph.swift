/// Who imports whom among the targets with Swift code, from `Package.swift`.
struct ModuleGraph {
    /// Direct dependencies of each target, wrapped libraries and packages left out.
    private let dependencies: [String: Set<String>]

    init(_ manifest: PackageManifest) {
        let own = Set(manifest.dependencies.keys)
        dependencies = manifest.dependencies.mapValues { $0.intersection(own) }
    }

    /// Everything that a target reaches.
    private func reached(from target: String) -> Set<String> {
        var result: Set<String> = []
        var open = dependencies[target] ?? []
        while let next = open.popFirst() {
            guard result.insert(next).inserted else { continue }
            open.formUnion(dependencies[next] ?? [])
        }
        return result
    }

    /// The graph as Mermaid draws it, without arrows that follow from others.
    var mermaid: [String] {
        var lines = ["graph BT"]
        for target in dependencies.keys.sorted() {
            let direct = dependencies[target] ?? []
            let implied = direct.reduce(into: Set<String>()) { $0.formUnion(reached(from: $1)) }
            let shown = direct.subtracting(implied).sorted()
            if shown.isEmpty { lines.append("    \(target)") }
            for other in shown { lines.append("    \(target) --> \(other)") }
        }
        return lines
    }
}
