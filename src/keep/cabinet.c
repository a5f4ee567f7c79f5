/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keep/cabinet.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

#include "base/arena.h"
#include "base/packed.h"

/* What is sealed, byte by byte:
 *     mark      "YSD" and a version
 *     purpose   which cabinet it was put into
 *     whose     the public key of the collection
 *     nonce     24 random bytes
 *     sealed    the bytes, and 16 that prove them and all that is before them */
enum { MARK = 4, PURPOSE_AT = MARK, WHOSE_AT = PURPOSE_AT + 1 };
enum { NONCE_AT = WHOSE_AT + KEYS_PUBLIC };
static const unsigned char mark[MARK] = { 'Y', 'S', 'D', 1 };

static_assert(NONCE_AT + crypto_aead_xchacha20poly1305_ietf_NPUBBYTES ==
                  CABINET_HEAD,
              "the head is as long as it says");
static_assert(CABINET_SEAL ==
                  CABINET_HEAD + crypto_aead_xchacha20poly1305_ietf_ABYTES,
              "so is the seal");
static_assert(KEYS_DERIVED == crypto_aead_xchacha20poly1305_ietf_KEYBYTES,
              "a derived key seals");
static_assert(CABINET_TAG >= crypto_generichash_BYTES_MIN, "a tag is a hash");

struct cabinet {
    unsigned char sealing[KEYS_DERIVED];
    unsigned char tagging[KEYS_DERIVED];
    unsigned char whose[KEYS_PUBLIC];
    unsigned char purpose;
};

struct cabinet *cabinet_make(const struct keys_secret *secret,
                             enum cabinet_purpose purpose, struct fault *fault)
{
    struct cabinet *cabinet = sodium_malloc(sizeof *cabinet);
    if (!cabinet) {
        fault_set(fault, "there is no guarded memory left for a key; close "
                         "other programs and start again");
        return NULL;
    }
    keys_derive(secret, "yourseal", purpose, cabinet->sealing);
    keys_derive(secret, "yourtags", purpose, cabinet->tagging);
    memcpy(cabinet->whose, keys_public(secret), KEYS_PUBLIC);
    cabinet->purpose = (unsigned char)purpose;
    return cabinet;
}

void cabinet_destroy(struct cabinet *cabinet)
{
    sodium_free(cabinet);
}

str cabinet_seal(struct arena *arena, const struct cabinet *cabinet, str plain)
{
    size_t size = CABINET_SEAL + plain.size;
    unsigned char *bytes = arena_take(arena, size);
    struct packed head = packed_of(bytes, CABINET_HEAD);
    packed_put(&head, mark, sizeof mark);
    packed_put(&head, &cabinet->purpose, 1);
    packed_put(&head, cabinet->whose, KEYS_PUBLIC);
    randombytes_buf(bytes + NONCE_AT, CABINET_HEAD - NONCE_AT);
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        bytes + CABINET_HEAD, NULL, (const unsigned char *)plain.at, plain.size,
        bytes, CABINET_HEAD, NULL, bytes + NONCE_AT, cabinet->sealing);
    return (str){ (const char *)bytes, size };
}

/* What can be told of it without its key. */
static enum cabinet_verdict look(const struct cabinet *cabinet, str sealed)
{
    const unsigned char *bytes = (const unsigned char *)sealed.at;
    if (sealed.size < MARK || memcmp(bytes, mark, MARK - 1) != 0)
        return CABINET_NONE;
    if (bytes[MARK - 1] != mark[MARK - 1])
        return CABINET_NEWER;
    if (sealed.size < CABINET_SEAL)
        return CABINET_DAMAGED;
    if (memcmp(bytes + WHOSE_AT, cabinet->whose, KEYS_PUBLIC) != 0)
        return CABINET_FOREIGN;
    return bytes[PURPOSE_AT] == cabinet->purpose ? CABINET_FINE : CABINET_OTHER;
}

enum cabinet_verdict cabinet_open(struct arena *arena,
                                  const struct cabinet *cabinet, str sealed,
                                  str *plain)
{
    *plain = S("");
    enum cabinet_verdict verdict = look(cabinet, sealed);
    if (verdict != CABINET_FINE)
        return verdict;
    const unsigned char *bytes = (const unsigned char *)sealed.at;
    size_t size = sealed.size - CABINET_SEAL;
    unsigned char *opened = arena_take(arena, size + 1);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(
            opened, NULL, NULL, bytes + CABINET_HEAD,
            sealed.size - CABINET_HEAD, bytes, CABINET_HEAD, bytes + NONCE_AT,
            cabinet->sealing) != 0)
        return CABINET_DAMAGED;
    *plain = (str){ (const char *)opened, size };
    return CABINET_FINE;
}

static const char *const reasons[] = {
    [CABINET_FINE] = "",
    [CABINET_NONE] = TEXT_KEY("it is something else, or was overwritten"),
    [CABINET_NEWER] = TEXT_KEY("it was made by a newer program"),
    [CABINET_FOREIGN] = TEXT_KEY("it belongs to another collection"),
    [CABINET_OTHER] = TEXT_KEY("it is another file of this collection"),
    [CABINET_DAMAGED] = TEXT_KEY("it is damaged or was altered"),
};

const char *cabinet_why(enum cabinet_verdict verdict)
{
    assert((size_t)verdict < sizeof reasons / sizeof *reasons);
    return reasons[verdict];
}

void cabinet_tag(const struct cabinet *cabinet, str bytes,
                 unsigned char tag[CABINET_TAG])
{
    crypto_generichash(tag, CABINET_TAG, (const unsigned char *)bytes.at,
                       bytes.size, cabinet->tagging, sizeof cabinet->tagging);
}
