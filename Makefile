# Builds, installs and packs the tool. docs/install.md tells more.
#
#   make                                   the release binary, .build/release/pipeline
#   make install PREFIX=/usr/local         binary, completions, man pages, documents, examples
#   make install-strip                     the same, without the binary's symbols
#   make uninstall PREFIX=/usr/local       what `make install` put there
#   make deb                               a Debian package, in .build/deb
#   make check                             all that CI checks
#
# DESTDIR stands before all paths. BINARY names a binary to install as it is, instead of the one that is
# built. Paths may hold spaces.

PREFIX ?= /usr/local
DESTDIR ?=
BINARY ?=
DEB_FOLDER ?= .build/deb
export PREFIX DESTDIR BINARY

.PHONY: build install install-strip uninstall deb check

build:
	@scripts/build-release

install:
	@scripts/install

install-strip:
	@scripts/install --strip

uninstall:
	@scripts/install --uninstall

deb:
	@scripts/build-deb "$(DEB_FOLDER)"

check:
	@./check
