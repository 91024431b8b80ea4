import Storage
import Testing

/// The targets import what the design allows and nothing else.
@Suite struct ModuleGraphTests {
    private static func imports(of target: String) throws -> [String: Set<String>] {
        var result: [String: Set<String>] = [:]
        for file in try SourceFile.all(under: "Sources/\(target)") {
            result[file.path] = file.imports
        }
        return result
    }

    @Test func `every folder of Sources is in the table`() throws {
        let folders = try FileSystem.list("\(SourceFile.packageRoot)/Sources")
        let known = Set(ModuleTable.allowed.keys).union(ModuleTable.libraries)
        #expect(Set(folders).subtracting(known).isEmpty)
    }

    @Test(arguments: ModuleTable.allowed.keys.sorted())
    func `a target imports what the table allows`(target: String) throws {
        let allowed = try #require(ModuleTable.allowed[target]).union(ModuleTable.system)
        for (path, imports) in try ModuleGraphTests.imports(of: target) {
            #expect(imports.subtracting(allowed).isEmpty, "\(path)")
        }
    }

    @Test(arguments: ModuleTable.allowed.keys.sorted())
    func `Package.swift declares what a target imports, and nothing else`(
        target: String
    ) throws {
        guard let declared = try PackageManifest().dependencies[target] else {
            let files = try? SourceFile.all(under: "Sources/\(target)")
            #expect(files == nil, "Package.swift does not name \(target)")
            return
        }
        let imported = try ModuleGraphTests.imports(of: target).values
            .reduce(Set()) { $0.union($1) }.subtracting(ModuleTable.system)
        #expect(imported.subtracting(declared).isEmpty, "imported and not declared")
        #expect(declared.subtracting(imported).isEmpty, "declared and not imported")
    }

    @Test func `imports have no cycle`() throws {
        var open = ModuleTable.allowed
        var finished = ModuleTable.libraries.union(["ArgumentParser"])
        while !open.isEmpty {
            let ready = open.filter { $0.value.isSubset(of: finished) }.map(\.key)
            try #require(!ready.isEmpty, "a cycle among \(open.keys.sorted())")
            for name in ready {
                open[name] = nil
                finished.insert(name)
            }
        }
    }

    @Test func `Package.swift is read as it is written`() throws {
        let dependencies = try PackageManifest().dependencies
        #expect(dependencies["Records"] == [])
        #expect(dependencies["Images"] == ["Records", "CJPEG", "CPNG", "CWebP"])
        #expect(dependencies["Commands"]?.contains("ArgumentParser") == true)
        #expect(dependencies["pipeline"] == ["Commands", "CBuild"])
    }

    @Test(arguments: ["Foundation", "FoundationEssentials", "FoundationNetworking"])
    func `no target imports Foundation`(module: String) throws {
        for file in try SourceFile.all(under: "Sources") {
            #expect(!file.imports.contains(module), "\(file.path)")
        }
    }
}
