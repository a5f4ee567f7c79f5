/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The recovery key as people hold it: 256 bits printed on a sheet, typed back
 * when the passphrase is lost (P5). It stands in thirteen groups of five, four
 * signs that carry the key and one that checks them. Whatever single sign is
 * wrong, missing, doubled or swapped with another, it is found and its group
 * is named. Signs that look alike are not used, and are understood if typed.
 */
#ifndef KEEP_RECOVERY_H
#define KEEP_RECOVERY_H

#include "base/fault.h"

enum {
    RECOVERY_BYTES = 32,
    RECOVERY_GROUPS = 13,
    RECOVERY_GROUP = 5,                                       /* signs */
    RECOVERY_SIGNS = RECOVERY_GROUPS * RECOVERY_GROUP,        /* 65 */
    RECOVERY_ROOM = RECOVERY_SIGNS + RECOVERY_GROUPS - 1 + 1, /* terminated */
};

/* Writes the key as text, its groups parted by hyphens. The caller owns both
 * and wipes them. */
void recovery_write(const unsigned char key[RECOVERY_BYTES],
                    char text[RECOVERY_ROOM]);

/*
 * Reads what was typed: small or capital letters, with blanks, hyphens or
 * nothing between the groups. False and a fault that names the first group
 * that is not right; where nothing parts the groups and signs are missing, that
 * cannot always be told, and the fault asks for the groups. Then nothing is in
 * `key`.
 */
bool recovery_read(str typed, unsigned char key[RECOVERY_BYTES],
                   struct fault *fault);

#endif
