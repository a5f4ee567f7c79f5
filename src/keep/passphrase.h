/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Passphrases of seven common words, chosen by the program and never by a
 * person: seven times 2,048 makes 77 bits. There is a list of words for each
 * language, and all words of a passphrase are from one list. No two words of a
 * list share their first four letters, so a word that was misspelled behind
 * them is understood all the same. The lists hold plain letters alone; accents
 * that are typed do no harm.
 */
#ifndef KEEP_PASSPHRASE_H
#define KEEP_PASSPHRASE_H

#include "base/fault.h"

enum passphrase_language {
    PASSPHRASE_ENGLISH,
    PASSPHRASE_WELSH,
    PASSPHRASE_LANGUAGES
};

enum {
    PASSPHRASE_WORDS = 7,
    PASSPHRASE_LIST = 2048,
    PASSPHRASE_LONGEST = 9, /* letters of a word */
    PASSPHRASE_ROOM = PASSPHRASE_WORDS * (PASSPHRASE_LONGEST + 1),
};

/* Chooses seven words and writes them with single blanks between, terminated.
 * The caller owns the text and wipes it. */
void passphrase_make(enum passphrase_language language,
                     char text[PASSPHRASE_ROOM]);

/*
 * Reads what was typed, in either language, in small or capital letters, with
 * anything between the words, and writes it as passphrase_make() did. False
 * and a fault that names the first word that is in neither list, or not in the
 * list of the others, or that counts the words; then nothing is in `text`.
 */
bool passphrase_read(str typed, char text[PASSPHRASE_ROOM],
                     struct fault *fault);

/* One word of a list, for tests and for people who look them over. */
const char *passphrase_word(enum passphrase_language language, int place);

#endif
