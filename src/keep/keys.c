/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keep/keys.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

/* A wrapped key, byte by byte:
 *     head      "YSK" and a version, then the public key
 *     salt      of the passphrase
 *     lock      by the passphrase: a nonce, then the secret sealed
 *     lock      by the recovery key: the same
 * The head is sealed into both locks, so that nobody can put another public
 * key in front of them. The cost of a passphrase belongs to the version: a
 * file cannot ask for more memory than that. */
enum { SALT_AT = KEYS_HEAD, PASSPHRASE_AT = SALT_AT + 16 };
enum { RECOVERY_AT = PASSPHRASE_AT + KEYS_LOCK, LOCK_KEY = 32 };
static const unsigned char mark[4] = { 'Y', 'S', 'K', 1 };

static_assert(KEYS_PUBLIC == crypto_box_PUBLICKEYBYTES, "a public key fits");
static_assert(crypto_pwhash_SALTBYTES == 16, "the salt fits");
static_assert(KEYS_LOCK == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES +
                               crypto_box_SECRETKEYBYTES +
                               crypto_aead_xchacha20poly1305_ietf_ABYTES,
              "a lock fits");

struct keys_secret {
    unsigned char public_half[KEYS_PUBLIC];
    unsigned char secret_half[crypto_box_SECRETKEYBYTES];
};

bool keys_begin(struct fault *fault)
{
    if (sodium_init() >= 0)
        return true;
    return fault_set(fault, "this machine has no source of random numbers; "
                            "keys cannot be made on it");
}

static void *guarded(size_t size, struct fault *fault)
{
    void *memory = sodium_malloc(size);
    if (!memory)
        fault_set(fault, "there is no guarded memory left for a key; close "
                         "other programs and start again");
    return memory;
}

struct keys_secret *keys_make(struct fault *fault)
{
    struct keys_secret *secret = guarded(sizeof *secret, fault);
    if (secret)
        crypto_box_keypair(secret->public_half, secret->secret_half);
    return secret;
}

void keys_destroy(struct keys_secret *secret)
{
    sodium_free(secret);
}

const unsigned char *keys_public(const struct keys_secret *secret)
{
    return secret->public_half;
}

bool keys_unseal(const struct keys_secret *secret, const unsigned char *sealed,
                 size_t size, unsigned char *plain)
{
    return crypto_box_seal_open(plain, sealed, size, secret->public_half,
                                secret->secret_half) == 0;
}

/* ---- vouching ------------------------------------------------------------ */

static_assert(KEYS_CERTIFIER == crypto_sign_PUBLICKEYBYTES, "a signer fits");
static_assert(KEYS_SIGNATURE == crypto_sign_BYTES, "a signature fits");
static_assert(crypto_box_SECRETKEYBYTES == crypto_kdf_KEYBYTES, "a seed fits");

/* The pair that vouches; the caller wipes its secret. */
static void certifying_pair(const struct keys_secret *secret,
                            unsigned char certifier[KEYS_CERTIFIER],
                            unsigned char signing[crypto_sign_SECRETKEYBYTES])
{
    unsigned char seed[crypto_sign_SEEDBYTES];
    crypto_kdf_derive_from_key(seed, sizeof seed, 2, "yourskey",
                               secret->secret_half);
    crypto_sign_seed_keypair(certifier, signing, seed);
    sodium_memzero(seed, sizeof seed);
}

void keys_certifier(const struct keys_secret *secret,
                    unsigned char certifier[KEYS_CERTIFIER])
{
    unsigned char signing[crypto_sign_SECRETKEYBYTES];
    certifying_pair(secret, certifier, signing);
    sodium_memzero(signing, sizeof signing);
}

void keys_certify(const struct keys_secret *secret, str bytes,
                  unsigned char signature[KEYS_SIGNATURE])
{
    unsigned char certifier[KEYS_CERTIFIER];
    unsigned char signing[crypto_sign_SECRETKEYBYTES];
    certifying_pair(secret, certifier, signing);
    crypto_sign_detached(signature, NULL, (const unsigned char *)bytes.at,
                         bytes.size, signing);
    sodium_memzero(signing, sizeof signing);
}

bool keys_signed(const unsigned char signer[KEYS_CERTIFIER], str bytes,
                 const unsigned char signature[KEYS_SIGNATURE])
{
    return crypto_sign_verify_detached(signature,
                                       (const unsigned char *)bytes.at,
                                       bytes.size, signer) == 0;
}

/* ---- keys of their own --------------------------------------------------- */

void keys_derive(const struct keys_secret *secret, const char *purpose,
                 uint64_t number, unsigned char key[KEYS_DERIVED])
{
    assert(strlen(purpose) == crypto_kdf_CONTEXTBYTES);
    crypto_kdf_derive_from_key(key, KEYS_DERIVED, number, purpose,
                               secret->secret_half);
}

/* ---- locks --------------------------------------------------------------- */

/* The key that a passphrase makes, in guarded memory. */
static unsigned char *key_of_passphrase(str passphrase,
                                        const unsigned char *salt,
                                        struct fault *fault)
{
    unsigned char *key = guarded(LOCK_KEY, fault);
    if (!key || crypto_pwhash(key, LOCK_KEY, passphrase.at, passphrase.size,
                              salt, crypto_pwhash_OPSLIMIT_MODERATE,
                              crypto_pwhash_MEMLIMIT_MODERATE,
                              crypto_pwhash_ALG_ARGON2ID13) == 0)
        return key;
    sodium_free(key);
    fault_set(fault, "a passphrase takes 256 MB of memory to try; close other "
                     "programs and start again");
    return NULL;
}

/* A recovery key is random already; it only must not serve two purposes. */
static unsigned char *key_of_recovery(const unsigned char *recovery,
                                      struct fault *fault)
{
    unsigned char *key = guarded(LOCK_KEY, fault);
    if (key)
        crypto_kdf_derive_from_key(key, LOCK_KEY, 1, "yourskey", recovery);
    return key;
}
static_assert(RECOVERY_BYTES == crypto_kdf_KEYBYTES, "a recovery key fits");

static void close_lock(const struct keys_secret *secret,
                       const unsigned char *head, const unsigned char *key,
                       unsigned char *lock)
{
    unsigned char *sealed = lock + crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
    randombytes_buf(lock, crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        sealed, NULL, secret->secret_half, sizeof secret->secret_half, head,
        KEYS_HEAD, NULL, lock, key);
}

/* Opens a lock and makes sure that the two halves belong together. */
static bool open_lock(const unsigned char *head, const unsigned char *lock,
                      const unsigned char *key, struct keys_secret *secret)
{
    const unsigned char *sealed = lock +
                                  crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(
            secret->secret_half, NULL, NULL, sealed,
            KEYS_LOCK - crypto_aead_xchacha20poly1305_ietf_NPUBBYTES, head,
            KEYS_HEAD, lock, key) != 0)
        return false;
    crypto_scalarmult_base(secret->public_half, secret->secret_half);
    return sodium_memcmp(secret->public_half, head + sizeof mark,
                         KEYS_PUBLIC) == 0;
}

/* ---- wrapping ------------------------------------------------------------ */

bool keys_rewrap(const struct keys_secret *secret, str passphrase,
                 unsigned char wrapped[KEYS_WRAPPED], struct fault *fault)
{
    unsigned char salt[crypto_pwhash_SALTBYTES];
    randombytes_buf(salt, sizeof salt);
    unsigned char *key = key_of_passphrase(passphrase, salt, fault);
    if (!key)
        return false;
    memcpy(wrapped + SALT_AT, salt, sizeof salt);
    close_lock(secret, wrapped, key, wrapped + PASSPHRASE_AT);
    sodium_free(key);
    return true;
}

bool keys_wrap(const struct keys_secret *secret, str passphrase,
               const unsigned char recovery[RECOVERY_BYTES],
               unsigned char wrapped[KEYS_WRAPPED], struct fault *fault)
{
    unsigned char *key = key_of_recovery(recovery, fault);
    if (!key)
        return false;
    memcpy(wrapped, mark, sizeof mark);
    memcpy(wrapped + sizeof mark, secret->public_half, KEYS_PUBLIC);
    close_lock(secret, wrapped, key, wrapped + RECOVERY_AT);
    sodium_free(key);
    return keys_rewrap(secret, passphrase, wrapped, fault);
}

/* ---- opening ------------------------------------------------------------- */

static bool is_wrapped(str wrapped, struct fault *fault)
{
    size_t name = sizeof mark - 1;
    if (wrapped.size <= name || memcmp(wrapped.at, mark, name) != 0)
        return fault_set(fault, "this is no key of a collection; look for the "
                                "file that set-up made");
    if ((unsigned char)wrapped.at[name] != mark[name])
        return fault_set(fault, "this key was made by a newer program; install "
                                "the newest one");
    if (wrapped.size == KEYS_WRAPPED)
        return true;
    return fault_set(fault, "this key is damaged; take the copy on the stick");
}

/* Opens the lock at `place` with `key`, which it takes and wipes. */
static struct keys_secret *open_at(str wrapped, int place, unsigned char *key,
                                   struct fault *fault)
{
    const unsigned char *bytes = (const unsigned char *)wrapped.at;
    struct keys_secret *secret = key ? guarded(sizeof *secret, fault) : NULL;
    bool open = secret && open_lock(bytes, bytes + place, key, secret);
    sodium_free(key);
    if (open)
        return secret;
    keys_destroy(secret);
    return NULL;
}

struct keys_secret *keys_try(str wrapped, str passphrase, struct fault *fault)
{
    if (!is_wrapped(wrapped, fault))
        return NULL;
    const unsigned char *salt = (const unsigned char *)wrapped.at + SALT_AT;
    return open_at(wrapped, PASSPHRASE_AT,
                   key_of_passphrase(passphrase, salt, fault), fault);
}

struct keys_secret *keys_open(str wrapped, str passphrase, struct fault *fault)
{
    struct keys_secret *secret = keys_try(wrapped, passphrase, fault);
    if (!secret)
        fault_set(fault, "the passphrase is another one, or this key is "
                         "damaged; try again, or use the recovery key");
    return secret;
}

struct keys_secret *keys_recover(str wrapped,
                                 const unsigned char recovery[RECOVERY_BYTES],
                                 struct fault *fault)
{
    if (!is_wrapped(wrapped, fault))
        return NULL;
    struct keys_secret *secret = open_at(
        wrapped, RECOVERY_AT, key_of_recovery(recovery, fault), fault);
    if (!secret)
        fault_set(fault, "the recovery key belongs to another collection, or "
                         "this key is damaged; look for the other sheet or "
                         "the copy on the stick");
    return secret;
}
