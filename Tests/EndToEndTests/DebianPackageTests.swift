import Glibc
import Records
import Storage
import TestSupport
import Testing

extension EndToEnd {
    /// `scripts/build-deb` with the binary under test.
    @Suite struct DebianPackageTests {
        /// What keeps a package from being made here; nothing if none does.
        private static func obstacle() async throws -> String? {
            for program in ["dpkg-deb", "dpkg-shlibdeps", "strip"] {
                let end = try await Subprocess(["which", program], in: "/").wait()
                if end.status != 0 { return "there is no \(program)" }
            }
            let linked = try await Subprocess(["ldd", Binary.path], in: "/").wait()
            return linked.output.contains("libswiftCore")
                ? "the binary under test needs the toolchain's libraries" : nil
        }

        private static func build(into folder: String) async throws -> Subprocess.End {
            try await Subprocess(
                [
                    "BINARY=\(Binary.path)", "DPKG_DEB_COMPRESSOR_TYPE=gzip",
                    "DPKG_DEB_COMPRESSOR_LEVEL=1", "DEBFULLNAME=A Test",
                    "DEBEMAIL=test@example.org",
                    "scripts/build-deb", folder,
                ], in: Binary.packageRoot
            ).wait(atMost: .seconds(300))
        }

        @Test func `a package holds the program and all that belongs to it, twice the same`()
            async throws
        {
            if let obstacle = try await Self.obstacle() {
                OutputLine.say("SKIPPED: no Debian package is made: \(obstacle)")
                return
            }
            let folder = try TemporaryFolder("deb")
            let end = try await Self.build(into: "\(folder.path)/a b")
            try #require(end.status == 0, "\(end.errors)")
            let package = String(end.output.split(separator: "\n").last ?? "")
            let list = try await Subprocess(["dpkg-deb", "--contents", package], in: "/").wait()
            #expect(list.status == 0, "\(list.errors)")
            let lines = list.output.split(separator: "\n")
            // No file is of whoever built it, and none can be written by others.
            #expect(lines.allSatisfy { $0.contains(" root/root ") })
            #expect(lines.allSatisfy { !$0.prefix(10).dropFirst(5).contains("w") })
            for path in [
                "usr/bin/pipeline", "usr/share/man/man1/pipeline.1.gz",
                "usr/share/man/man1/pipeline-run.1.gz",
                "usr/share/bash-completion/completions/pipeline",
                "usr/share/zsh/vendor-completions/_pipeline",
                "usr/share/fish/vendor_completions.d/pipeline.fish",
                "usr/share/doc/pipeline/copyright", "usr/share/doc/pipeline/changelog.gz",
                "usr/share/doc/pipeline/changelog.Debian.gz",
                "usr/share/doc/pipeline/examples/manifests/quickstart.yaml",
            ] {
                #expect(lines.contains { $0.hasSuffix(" ./\(path)") }, "\(path)")
            }
            let facts = try await Subprocess(["dpkg-deb", "--field", package], in: "/").wait()
            #expect(facts.output.contains("Package: pipeline\n"))
            #expect(facts.output.contains("Maintainer: A Test <test@example.org>\n"))
            for library in ["libc6", "libarchive13", "libopenblas0", "libcurl4"] {
                #expect(facts.output.contains(library), "\(library)")
            }
            try await Self.check(package, in: folder)

            let other = try await Self.build(into: "\(folder.path)/c")
            #expect(other.status == 0, "\(other.errors)")
            let twin = String(other.output.split(separator: "\n").last ?? "")
            #expect(
                try SHA256.digest(ofFile: package).hex == (try SHA256.digest(ofFile: twin).hex))
        }

        /// The sums are those of the files, and what is unpacked runs.
        private static func check(_ package: String, in folder: TemporaryFolder) async throws {
            let tree = "\(folder.path)/tree"
            let raw = try await Subprocess(["dpkg-deb", "-R", package, tree], in: "/").wait()
            #expect(raw.status == 0, "\(raw.errors)")
            let sums = try await Subprocess(
                ["md5sum", "--check", "--quiet", "DEBIAN/md5sums"], in: tree
            ).wait()
            #expect(sums.status == 0, "\(sums.output)")
            let counted = String(
                decoding: try FileSystem.read("\(tree)/DEBIAN/md5sums"), as: UTF8.self
            )
            .split(separator: "\n").count
            #expect(counted == Tree.files(under: "\(tree)/usr").count)
            let version = try await Subprocess(["\(tree)/usr/bin/pipeline", "--version"], in: "/")
                .wait()
            #expect(version.status == 0 && version.output.hasPrefix("pipeline "))
        }
    }
}
