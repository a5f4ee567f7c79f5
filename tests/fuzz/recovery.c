/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any text is a recovery key that writes itself out again, or is refused with
 * the group that is wrong. */
#include "keep/recovery.h"

#include <string.h>

#include "hold.h"

static bool is_zero(const unsigned char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (bytes[i])
            return false;
    return true;
}

/* What was read writes itself out and is read again as the same. */
static void hold_same(const unsigned char *key, struct fault *fault)
{
    char text[RECOVERY_ROOM];
    unsigned char again[RECOVERY_BYTES];
    recovery_write(key, text);
    HOLD(recovery_read(text_of(text), again, fault));
    HOLD(memcmp(key, again, sizeof again) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_make();
    struct fault fault = { .arena = arena };
    unsigned char key[RECOVERY_BYTES] = { 0 };
    if (recovery_read(hold_bytes(data, size), key, &fault)) {
        HOLD(!fault.pattern);
        hold_same(key, &fault);
    } else {
        HOLD(fault.pattern);
        HOLD(is_zero(key, sizeof key));
        if (strcmp(fault.slots[0].name, "group") == 0)
            HOLD(fault.slots[0].number >= 1 &&
                 fault.slots[0].number <= RECOVERY_GROUPS);
    }
    arena_destroy(arena);
    return 0;
}
