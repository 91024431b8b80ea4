// What this binary was built from, told by the compiler's command line. A C target of its own, which
// only the executable imports: another commit compiles one file and links, and no Swift module.
#ifndef CBUILD_H
#define CBUILD_H

// The commit as `scripts/release-identity` tells it (`288cb6f`, `288cb6f+` with changes that are not
// committed, `not in git`), or an empty text where nobody told.
const char *cbuild_commit(void);

// The version of the Swift compiler, or an empty text.
const char *cbuild_compiler(void);

// `debug` or `release`.
const char *cbuild_configuration(void);

#endif
