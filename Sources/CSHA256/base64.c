// The base64 text (RFC 4648) of a digest. Where the processor can shuffle bytes, sixteen characters at a time
// (W. Muła and D. Lemire, "Faster Base64 Encoding and Decoding using AVX2 Instructions", 2018).
#include "CSHA256.h"

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void custody_base64_digest_portable(const uint8_t *digest, uint8_t *text) {
  for (int group = 0; group < 11; group++, text += 4) {
    const uint8_t *bytes = digest + 3 * group;
    const uint32_t last = group < 10 ? bytes[2] : 0;
    const uint32_t bits = (uint32_t)bytes[0] << 16 | (uint32_t)bytes[1] << 8 | last;
    text[0] = (uint8_t)alphabet[bits >> 18];
    text[1] = (uint8_t)alphabet[bits >> 12 & 63];
    text[2] = (uint8_t)alphabet[bits >> 6 & 63];
    text[3] = group < 10 ? (uint8_t)alphabet[bits & 63] : '=';
  }
}

#if defined(__x86_64__)
#include <immintrin.h>

// Twelve bytes to sixteen characters.
__attribute__((target("ssse3"))) static inline __m128i characters(__m128i bytes) {
  const __m128i groups =
      _mm_shuffle_epi8(bytes, _mm_setr_epi8(1, 0, 2, 1, 4, 3, 5, 4, 7, 6, 8, 7, 10, 9, 11, 10));
  const __m128i high = _mm_mulhi_epu16(_mm_and_si128(groups, _mm_set1_epi32(0x0fc0fc00)),
                                       _mm_set1_epi32(0x04000040));
  const __m128i low = _mm_mullo_epi16(_mm_and_si128(groups, _mm_set1_epi32(0x003f03f0)),
                                      _mm_set1_epi32(0x01000010));
  const __m128i values = _mm_or_si128(high, low);
  // 0 for a to z, 1 to 10 for the digits, 11 and 12 for + and /, 13 for A to Z.
  const __m128i kinds =
      _mm_or_si128(_mm_subs_epu8(values, _mm_set1_epi8(51)),
                   _mm_and_si128(_mm_cmpgt_epi8(_mm_set1_epi8(26), values), _mm_set1_epi8(13)));
  const __m128i shifts = _mm_setr_epi8('a' - 26, '0' - 52, '0' - 52, '0' - 52, '0' - 52, '0' - 52,
                                       '0' - 52, '0' - 52, '0' - 52, '0' - 52, '0' - 52, '+' - 62,
                                       '/' - 63, 'A', 0, 0);
  return _mm_add_epi8(values, _mm_shuffle_epi8(shifts, kinds));
}

__attribute__((target("ssse3"))) static void digest_x86(const uint8_t *digest, uint8_t *text) {
  const __m128i second = _mm_loadu_si128((const __m128i *)(digest + 16));
  const __m128i first = _mm_loadu_si128((const __m128i *)digest);
  const __m128i last = characters(_mm_srli_si128(second, 8));
  _mm_storeu_si128((__m128i *)text, characters(first));
  _mm_storeu_si128((__m128i *)(text + 16), characters(_mm_alignr_epi8(second, first, 12)));
  _mm_storel_epi64((__m128i *)(text + 32), last);
  const uint32_t rest = (uint32_t)_mm_cvtsi128_si32(_mm_srli_si128(last, 8));
  text[40] = (uint8_t)rest;
  text[41] = (uint8_t)(rest >> 8);
  text[42] = (uint8_t)(rest >> 16);
  text[43] = '=';
}

void custody_base64_digest(const uint8_t *digest, uint8_t *text) {
  // Who has the instructions for SHA-256 has this one.
  if (custody_sha256_is_accelerated())
    digest_x86(digest, text);
  else
    custody_base64_digest_portable(digest, text);
}

#else

void custody_base64_digest(const uint8_t *digest, uint8_t *text) {
  custody_base64_digest_portable(digest, text);
}

#endif
