import Testing

/// The suites that run the built `pipeline`. One at a time: they measure time and use every processor.
@Suite(.serialized) enum EndToEnd {}
