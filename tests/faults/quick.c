/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A passphrase hardened in no time: stands before libsodium's Argon2id in the
 * program and in its test alike, so that one opens what the other wrapped. A
 * verb can be tried some thousand times then. Nothing else is another one.
 *
 * With QUICK_STOPS set the program stops itself when it is loaded, for whoever
 * watches it and does not want to step through its loading.
 */
#include <signal.h>
#include <sodium.h>
#include <stdlib.h>

__attribute__((constructor)) static void stop_when_loaded(void)
{
    if (getenv("QUICK_STOPS"))
        raise(SIGSTOP);
}

/* NOLINTNEXTLINE(readability-function-size): libsodium has it so */
int crypto_pwhash(unsigned char *const key, unsigned long long key_size,
                  const char *const passphrase, unsigned long long size,
                  const unsigned char *const salt, unsigned long long passes,
                  size_t memory, int algorithm)
{
    (void)passes;
    (void)memory;
    (void)algorithm;
    return crypto_generichash(key, (size_t)key_size,
                              (const unsigned char *)passphrase, size, salt,
                              crypto_pwhash_SALTBYTES);
}
