// SHA-256 compression (FIPS 180-4, section 6.2.2). On x86-64 the SHA extensions are chosen at run
// time, on arm64 they are used where the compiler may assume them, elsewhere plain C does the work.
#include "CSHA256.h"

#include <string.h>

static const uint32_t K[64] __attribute__((aligned(16))) = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static inline uint32_t rotate(uint32_t x, int n) { return (x >> n) | (x << (32 - n)); }

void custody_sha256_compress_portable(uint32_t *state, const uint8_t *data, size_t blocks) {
  for (; blocks > 0; blocks--, data += 64) {
    uint32_t w[64];
    for (int i = 0; i < 16; i++)
      w[i] = (uint32_t)data[4 * i] << 24 | (uint32_t)data[4 * i + 1] << 16 |
             (uint32_t)data[4 * i + 2] << 8 | (uint32_t)data[4 * i + 3];
    for (int i = 16; i < 64; i++) {
      uint32_t s0 = rotate(w[i - 15], 7) ^ rotate(w[i - 15], 18) ^ (w[i - 15] >> 3);
      uint32_t s1 = rotate(w[i - 2], 17) ^ rotate(w[i - 2], 19) ^ (w[i - 2] >> 10);
      w[i] = w[i - 16] + s0 + w[i - 7] + s1;
    }
    uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
    uint32_t e = state[4], f = state[5], g = state[6], h = state[7];
    for (int i = 0; i < 64; i++) {
      uint32_t s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
      uint32_t t1 = h + s1 + ((e & f) ^ (~e & g)) + K[i] + w[i];
      uint32_t s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
      uint32_t t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
      h = g, g = f, f = e, e = d + t1, d = c, c = b, b = a, a = t1 + t2;
    }
    state[0] += a, state[1] += b, state[2] += c, state[3] += d;
    state[4] += e, state[5] += f, state[6] += g, state[7] += h;
  }
}

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>

// The processor keeps the state as ABEF and CDGH; four rounds take four words of the schedule.
__attribute__((target("sha,sse4.1,ssse3"))) static void
compress_x86(uint32_t *state, const uint8_t *data, size_t blocks) {
  const __m128i swap = _mm_set_epi64x(0x0c0d0e0f08090a0bLL, 0x0405060700010203LL);
  __m128i abcd = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)state), 0xB1);
  __m128i efgh = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)(state + 4)), 0x1B);
  __m128i abef = _mm_alignr_epi8(abcd, efgh, 8);
  __m128i cdgh = _mm_blend_epi16(efgh, abcd, 0xF0);
  for (; blocks > 0; blocks--, data += 64) {
    const __m128i abef0 = abef, cdgh0 = cdgh;
    __m128i w[16];
#pragma clang loop unroll(full)
    for (int i = 0; i < 16; i++) {
      if (i < 4) {
        w[i] = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(data + 16 * i)), swap);
      } else {
        __m128i sum = _mm_add_epi32(_mm_sha256msg1_epu32(w[i - 4], w[i - 3]),
                                    _mm_alignr_epi8(w[i - 1], w[i - 2], 4));
        w[i] = _mm_sha256msg2_epu32(sum, w[i - 1]);
      }
      __m128i wk = _mm_add_epi32(w[i], _mm_load_si128((const __m128i *)(K + 4 * i)));
      cdgh = _mm_sha256rnds2_epu32(cdgh, abef, wk);
      abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(wk, 0x0E));
    }
    abef = _mm_add_epi32(abef, abef0);
    cdgh = _mm_add_epi32(cdgh, cdgh0);
  }
  __m128i feba = _mm_shuffle_epi32(abef, 0x1B);
  __m128i dchg = _mm_shuffle_epi32(cdgh, 0xB1);
  _mm_storeu_si128((__m128i *)state, _mm_blend_epi16(feba, dchg, 0xF0));
  _mm_storeu_si128((__m128i *)(state + 4), _mm_alignr_epi8(dchg, feba, 8));
}

// 0: not asked yet, 1: no, 2: yes. Threads that ask at the same time find the same answer.
static _Atomic int support = 0;

int custody_sha256_is_accelerated(void) {
  int known = __c11_atomic_load(&support, __ATOMIC_RELAXED);
  if (known == 0) {
    unsigned a = 0, b = 0, c = 0, d = 0, b7 = 0, c7 = 0;
    known = __get_cpuid(1, &a, &b, &c, &d) && (c & (1u << 19)) && (c & (1u << 9)) &&
                    __get_cpuid_count(7, 0, &a, &b7, &c7, &d) && (b7 & (1u << 29))
                ? 2
                : 1;
    __c11_atomic_store(&support, known, __ATOMIC_RELAXED);
  }
  return known == 2;
}

void custody_sha256_compress(uint32_t *state, const uint8_t *data, size_t blocks) {
  if (custody_sha256_is_accelerated())
    compress_x86(state, data, blocks);
  else
    custody_sha256_compress_portable(state, data, blocks);
}

#elif defined(__aarch64__) && (defined(__ARM_FEATURE_SHA2) || defined(__ARM_FEATURE_CRYPTO))
#include <arm_neon.h>

int custody_sha256_is_accelerated(void) { return 1; }

void custody_sha256_compress(uint32_t *state, const uint8_t *data, size_t blocks) {
  uint32x4_t abcd = vld1q_u32(state), efgh = vld1q_u32(state + 4);
  for (; blocks > 0; blocks--, data += 64) {
    const uint32x4_t abcd0 = abcd, efgh0 = efgh;
    uint32x4_t w[16];
#pragma clang loop unroll(full)
    for (int i = 0; i < 16; i++) {
      if (i < 4)
        w[i] = vreinterpretq_u32_u8(vrev32q_u8(vld1q_u8(data + 16 * i)));
      else
        w[i] = vsha256su1q_u32(vsha256su0q_u32(w[i - 4], w[i - 3]), w[i - 2], w[i - 1]);
      uint32x4_t wk = vaddq_u32(w[i], vld1q_u32(K + 4 * i)), before = abcd;
      abcd = vsha256hq_u32(abcd, efgh, wk);
      efgh = vsha256h2q_u32(efgh, before, wk);
    }
    abcd = vaddq_u32(abcd, abcd0);
    efgh = vaddq_u32(efgh, efgh0);
  }
  vst1q_u32(state, abcd);
  vst1q_u32(state + 4, efgh);
}

#else

int custody_sha256_is_accelerated(void) { return 0; }

void custody_sha256_compress(uint32_t *state, const uint8_t *data, size_t blocks) {
  custody_sha256_compress_portable(state, data, blocks);
}

#endif

// The padding of section 5.1.1: a bit 1, zeros, and the length in bits in the last eight bytes.
void custody_sha256_joined(const uint8_t *first, size_t first_count, const uint8_t *second,
                           size_t second_count, uint32_t *digest) {
  static const uint32_t start[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                    0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  const uint64_t bits = (uint64_t)(first_count + second_count) * 8;
  uint8_t block[128];
  size_t used = first_count;
  memcpy(digest, start, sizeof start);
  if (first_count > 0)
    memcpy(block, first, first_count);
  if (used + second_count >= 64) {
    const size_t fill = 64 - used;
    memcpy(block + used, second, fill);
    custody_sha256_compress(digest, block, 1);
    second += fill, second_count -= fill;
    custody_sha256_compress(digest, second, second_count / 64);
    second += second_count / 64 * 64, second_count %= 64;
    used = 0;
  }
  if (second_count > 0)
    memcpy(block + used, second, second_count);
  used += second_count;
  const size_t end = used < 56 ? 64 : 128;
  block[used] = 0x80;
  memset(block + used + 1, 0, end - 8 - used - 1);
  for (int i = 0; i < 8; i++)
    block[end - 8 + (size_t)i] = (uint8_t)(bits >> (56 - 8 * i));
  custody_sha256_compress(digest, block, end / 64);
}
