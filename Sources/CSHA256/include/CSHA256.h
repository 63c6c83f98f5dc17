// The compression function of SHA-256 (FIPS 180-4), with the processor's instructions where it has them.
#ifndef CUSTODY_CSHA256_H
#define CUSTODY_CSHA256_H

#include <stddef.h>
#include <stdint.h>

/// Takes `blocks` blocks of 64 bytes into `state`, by the fastest way that this processor has.
void custody_sha256_compress(uint32_t *state, const uint8_t *data, size_t blocks);

/// The same in plain C; the tests compare the two.
void custody_sha256_compress_portable(uint32_t *state, const uint8_t *data, size_t blocks);

/// 1 where `custody_sha256_compress` uses instructions made for SHA-256, else 0.
int custody_sha256_is_accelerated(void);

#endif
