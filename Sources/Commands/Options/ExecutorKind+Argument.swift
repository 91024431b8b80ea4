public import ArgumentParser
public import Manifests

/// `--executor`.
extension ExecutorSettings.Kind: ExpressibleByArgument {}
