// Keeps the process alive when another process cuts a file that is mapped here. A signal handler,
// which must be C, stays inside.
#ifndef CMAPGUARD_H
#define CMAPGUARD_H

#include <stddef.h>
#include <stdint.h>

// A mapping that is guarded.
typedef struct CMapGuard CMapGuard;

// Guards a mapping of whole pages until cmapguard_end. Where its bytes are gone, or cannot be read
// from the disk, zeros stand in their place from then on, and it counts as damaged. NULL without
// memory: such a mapping is not guarded.
CMapGuard *cmapguard_begin(const void *start, size_t count);

// Whether bytes were missing so far.
int32_t cmapguard_is_damaged(const CMapGuard *guard);

// Ends the guard, before the mapping goes. Nothing happens for NULL.
void cmapguard_end(CMapGuard *guard);

#endif
