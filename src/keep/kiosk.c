/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keep/kiosk.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

static_assert(KIOSK_PUBLIC == crypto_sign_PUBLICKEYBYTES, "a public key fits");
static_assert(KIOSK_SECRET == crypto_sign_SECRETKEYBYTES, "a secret key fits");

/* What the collection vouches for says itself that it is a kiosk, so that no
 * other voucher of the collection serves for one. */
#define PURPOSE "yoursay kiosk"
enum { PURPOSE_SIZE = sizeof PURPOSE - 1 };
struct claim {
    char bytes[PURPOSE_SIZE + KIOSK_PUBLIC];
};

static struct claim claim_of(const unsigned char *public_key)
{
    struct claim claim;
    memcpy(claim.bytes, PURPOSE, PURPOSE_SIZE);
    memcpy(claim.bytes + PURPOSE_SIZE, public_key, KIOSK_PUBLIC);
    return claim;
}

void kiosk_make(const struct keys_secret *secret, struct kiosk_pair *pair)
{
    crypto_sign_keypair(pair->kiosk.public_key, pair->secret);
    struct claim claim = claim_of(pair->kiosk.public_key);
    keys_certify(secret, (str){ claim.bytes, sizeof claim.bytes },
                 pair->kiosk.certificate);
}

bool kiosk_belongs(const struct collection *collection,
                   const struct kiosk *kiosk)
{
    struct claim claim = claim_of(kiosk->public_key);
    return keys_signed(collection->certifier,
                       (str){ claim.bytes, sizeof claim.bytes },
                       kiosk->certificate);
}

void kiosk_sign(const struct kiosk_pair *pair, str bytes,
                unsigned char signature[KEYS_SIGNATURE])
{
    crypto_sign_detached(signature, NULL, (const unsigned char *)bytes.at,
                         bytes.size, pair->secret);
}

/* The signs of a recovery key: none is taken for another. There are 32, so five
 * bits of a byte choose each of them evenly. */
static const char signs[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

void kiosk_code(const unsigned char public_key[KIOSK_PUBLIC],
                char code[KIOSK_CODE])
{
    unsigned char hash[crypto_generichash_BYTES];
    struct claim claim = claim_of(public_key);
    crypto_generichash(hash, sizeof hash, (const unsigned char *)claim.bytes,
                       sizeof claim.bytes, NULL, 0);
    for (int i = 0; i < KIOSK_CODE - 1; i++)
        code[i] = signs[hash[i] & 31];
    code[KIOSK_CODE - 1] = '\0';
}

/* The sign that was meant: what looks like a digit is one. */
static char sign_of(char typed)
{
    if (typed >= 'a' && typed <= 'z')
        typed = (char)(typed - 'a' + 'A');
    if (typed == 'O')
        return '0';
    return typed == 'I' || typed == 'L' ? '1' : typed;
}

bool kiosk_read_code(str typed, char code[KIOSK_CODE])
{
    str text = text_trim(typed);
    memset(code, 0, KIOSK_CODE);
    if (text.size != KIOSK_CODE - 1)
        return false;
    for (size_t i = 0; i < text.size; i++) {
        code[i] = sign_of(text.at[i]);
        if (!code[i] || !strchr(signs, code[i]))
            return false;
    }
    return true;
}
