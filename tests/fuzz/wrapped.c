/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes are refused as a wrapped key, or are the very key that was wrapped
 * for this recovery key. The passphrase is not tried: it costs a second. */
#include <string.h>

#include "hold.h"
#include "keep/keys.h"

static const unsigned char sheet[RECOVERY_BYTES] = { 7 };

/* One pair, wrapped once; inputs are what is changed in its wrapping. */
struct kept {
    struct keys_secret *secret;
    unsigned char wrapped[KEYS_WRAPPED];
};

static const struct kept *keep(void)
{
    static struct kept kept;
    struct arena *arena = arena_make();
    struct fault fault = { .arena = arena };
    if (!kept.secret) {
        HOLD(keys_begin(&fault));
        kept.secret = keys_make(&fault);
        HOLD(kept.secret);
        HOLD(keys_wrap(kept.secret, S("a"), sheet, kept.wrapped, &fault));
    }
    arena_destroy(arena);
    return &kept;
}

/* Whether anything differs that the recovery key guards. */
static bool is_changed(const unsigned char *changed, const struct kept *kept)
{
    size_t lock = KEYS_WRAPPED - KEYS_LOCK;
    return memcmp(changed, kept->wrapped, KEYS_HEAD) != 0 ||
           memcmp(changed + lock, kept->wrapped + lock, KEYS_LOCK) != 0;
}

static void hold_recover(str wrapped, bool opens)
{
    struct arena *arena = arena_make();
    struct fault fault = { .arena = arena };
    struct keys_secret *opened = keys_recover(wrapped, sheet, &fault);
    HOLD((opened != NULL) == opens);
    HOLD((fault.pattern == NULL) == opens);
    keys_destroy(opened);
    arena_destroy(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct kept *kept = keep();
    unsigned char changed[KEYS_WRAPPED];
    memcpy(changed, kept->wrapped, sizeof changed);
    for (size_t i = 0; i < size && i < sizeof changed; i++)
        changed[i] ^= data[i];
    hold_recover((str){ (const char *)changed, sizeof changed },
                 !is_changed(changed, kept));
    hold_recover(hold_bytes(data, size), false);
    return 0;
}
