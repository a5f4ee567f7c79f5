/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures: any bytes are judged, the same way each time; what is let through
 * holds nothing that could load, run or be left out. */
#include "form/picture.h"

#include "hold.h"

static bool holds(str content, str part)
{
    return text_find(content, part) < content.size;
}

/* Comments may say anything. */
static void hold_harmless(str content)
{
    static const char *const never[] = { "<script", "<image",    "<text",
                                         "<use",    "<style",    "<!DOCTYPE",
                                         "href",    "onload=\"", "url(",
                                         "&" };
    HOLD(holds(content, S("<svg")));
    if (holds(content, S("<!--")) || holds(content, S("<?")))
        return;
    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        HOLD(!holds(content, text_of(never[i])));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > PICTURE_LIMIT)
        return -1;
    struct arena *arena = arena_make();
    str content = hold_bytes(data, size);
    struct faults faults = { .arena = arena, .file = S("a.svg") };
    struct faults again = faults;
    picture_check(content, &faults);
    picture_check(content, &again);
    HOLD(faults.count == again.count);
    hold_faults(arena, content, &faults);
    if (faults.count == 0)
        hold_harmless(content);
    HOLD(arena_used(arena) < HOLD_MOST_MEMORY);
    arena_destroy(arena);
    return 0;
}
