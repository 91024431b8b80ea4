// CRC-32 by carry-less products of 256 bits (V. Gopal et al., "Fast CRC Computation for Generic
// Polynomials Using PCLMULQDQ Instruction", Intel, 2009): libdeflate 1.14 has those of 128 bits alone,
// which take twice the time. libdeflate ends what is left.
#include "CDeflate.h"

#if defined(__x86_64__)

#include <immintrin.h>

#define WIDE __attribute__((target("avx2,vpclmulqdq")))

// Both lanes of 128 bits, moved on by as many bits as the factors stand for, plus `next`. The factors
// are x^(n+32) and x^(n-32) modulo the polynomial, bits reversed, for n bits.
WIDE static inline __m256i fold(__m256i sum, __m256i factors, __m256i next) {
    __m256i low = _mm256_clmulepi64_epi128(sum, factors, 0x00);
    __m256i high = _mm256_clmulepi64_epi128(sum, factors, 0x11);
    return _mm256_xor_si256(_mm256_xor_si256(low, high), next);
}

// At least 128 bytes.
WIDE static uint32_t wide(uint32_t crc, const uint8_t *bytes, size_t count) {
    const __m256i *vectors = (const __m256i *)bytes;
    const __m256i by1024 = _mm256_set_epi64x(0x14a7fe880, 0x1e88ef372, 0x14a7fe880, 0x1e88ef372);
    const __m256i by256 = _mm256_set_epi64x(0x15a546366, 0x0f1da05aa, 0x15a546366, 0x0f1da05aa);
    // Four sums at a time, since a product's result is there only some cycles later.
    __m256i sums[4];
    for (int lane = 0; lane < 4; lane++) sums[lane] = _mm256_loadu_si256(vectors + lane);
    sums[0] = _mm256_xor_si256(sums[0], _mm256_set_epi32(0, 0, 0, 0, 0, 0, 0, (int)~crc));
    size_t done = 4;
    for (; done + 4 <= count / 32; done += 4)
        for (int lane = 0; lane < 4; lane++)
            sums[lane] = fold(sums[lane], by1024, _mm256_loadu_si256(vectors + done + lane));
    for (int lane = 1; lane < 4; lane++) sums[lane] = fold(sums[lane - 1], by256, sums[lane]);
    // 32 bytes whose CRC is that of all before them, when nothing stands before them.
    uint8_t last[32];
    _mm256_storeu_si256((__m256i *)last, sums[3]);
    crc = libdeflate_crc32(UINT32_MAX, last, sizeof last);
    return libdeflate_crc32(crc, bytes + done * 32, count - done * 32);
}

#endif

uint32_t cdeflate_crc32(uint32_t crc, const uint8_t *bytes, size_t count) {
    // libdeflate means "start anew" by no address.
    if (count == 0) return crc;
#if defined(__x86_64__)
    if (count >= 1024 && __builtin_cpu_supports("vpclmulqdq") && __builtin_cpu_supports("avx2"))
        return wide(crc, bytes, count);
#endif
    return libdeflate_crc32(crc, bytes, count);
}
