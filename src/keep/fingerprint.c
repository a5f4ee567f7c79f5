/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keep/fingerprint.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

#include "base/arena.h"

static_assert((int)ABOUT_SALT == (int)crypto_pwhash_SALTBYTES, "the salt fits");
struct fingerprint {
    crypto_generichash_state *state;
};

/* The state wants more room around it than an arena gives. */
struct fingerprint *fingerprint_begin(struct arena *arena)
{
    enum { ALIGNED = 64 };
    struct fingerprint *fingerprint = arena_new(arena, struct fingerprint);
    char *room = arena_take(arena, crypto_generichash_statebytes() + ALIGNED);
    size_t off = (uintptr_t)room % ALIGNED;
    fingerprint->state = (void *)(room + (ALIGNED - off));
    crypto_generichash_init(fingerprint->state, NULL, 0, FINGERPRINT);
    return fingerprint;
}

/* With its length, so that no two lists of pieces are the same. */
void fingerprint_add(struct fingerprint *fingerprint, str piece)
{
    unsigned char length[8];
    for (size_t i = 0; i < sizeof length; i++)
        length[i] = (unsigned char)((uint64_t)piece.size >> 8 * i);
    crypto_generichash_update(fingerprint->state, length, sizeof length);
    crypto_generichash_update(fingerprint->state,
                              (const unsigned char *)piece.at, piece.size);
}

void fingerprint_end(struct fingerprint *fingerprint,
                     unsigned char print[FINGERPRINT])
{
    crypto_generichash_final(fingerprint->state, print, FINGERPRINT);
}

/* What is no trace of anything looks like one. */
static void begin_traces(struct about *about)
{
    if (!sodium_is_zero(about->salt, sizeof about->salt))
        return;
    randombytes_buf(about->salt, sizeof about->salt);
    randombytes_buf(about->traces, sizeof about->traces);
}

static bool make_trace(const struct about *about,
                       const unsigned char print[FINGERPRINT],
                       unsigned char trace[ABOUT_TRACE], struct fault *fault)
{
    unsigned char hash[FINGERPRINT];
    if (crypto_pwhash(hash, sizeof hash, (const char *)print, FINGERPRINT,
                      about->salt, crypto_pwhash_OPSLIMIT_MODERATE,
                      crypto_pwhash_MEMLIMIT_MODERATE,
                      crypto_pwhash_ALG_ARGON2ID13) != 0)
        return fault_set(fault, "it takes 256 MB of memory to tell whether "
                                "this table was taken in before; close other "
                                "programs and start again");
    memcpy(trace, hash, ABOUT_TRACE);
    sodium_memzero(hash, sizeof hash);
    return true;
}

bool fingerprint_remember(struct about *about,
                          const unsigned char print[FINGERPRINT], bool *known,
                          struct fault *fault)
{
    unsigned char trace[ABOUT_TRACE];
    begin_traces(about);
    if (!make_trace(about, print, trace, fault))
        return false;
    *known = false;
    for (int i = 0; i < ABOUT_TRACES; i++)
        if (memcmp(about->traces[i], trace, sizeof trace) == 0)
            *known = true;
    if (!*known)
        memcpy(about->traces[randombytes_uniform(ABOUT_TRACES)], trace,
               sizeof trace);
    return true;
}
