// libdeflate, and its CRC-32 with wider folds where the processor has them.
#ifndef CDEFLATE_H
#define CDEFLATE_H

#include <libdeflate.h>
#include <stddef.h>
#include <stdint.h>

// The CRC-32 of some bytes that follow others of which it is `crc`, or that follow none, and then it
// is 0.
uint32_t cdeflate_crc32(uint32_t crc, const uint8_t *bytes, size_t count);

#endif
