// SHA-256 (FIPS 180-4), with the processor's instructions where it has them: its compression function,
// short messages in one call, and the text of a digest.
#ifndef CUSTODY_CSHA256_H
#define CUSTODY_CSHA256_H

#include <stddef.h>
#include <stdint.h>

/// Takes `blocks` blocks of 64 bytes into `state`, by the fastest way that this processor has.
void custody_sha256_compress(uint32_t *state, const uint8_t *data, size_t blocks);

/// The same in plain C; the tests compare the two.
void custody_sha256_compress_portable(uint32_t *state, const uint8_t *data, size_t blocks);

/// The digest of `first`, of less than 64 bytes, and `second` behind it, as eight words.
void custody_sha256_joined(const uint8_t *first, size_t first_count, const uint8_t *second,
                           size_t second_count, uint32_t *digest);

/// Writes the 44 characters of base64 of a digest of 32 bytes.
void custody_base64_digest(const uint8_t *digest, uint8_t *text);

/// The same in plain C; the tests compare the two.
void custody_base64_digest_portable(const uint8_t *digest, uint8_t *text);

/// 1 where `custody_sha256_compress` uses instructions made for SHA-256, else 0.
int custody_sha256_is_accelerated(void);

#endif
