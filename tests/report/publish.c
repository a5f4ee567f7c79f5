/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Writes a release in every format, for the tests that open the files with
 * other programs: publish RELEASE OUT, where RELEASE is a file of lines as in
 * released.h, makes OUT.csv, OUT.json and so on.
 */
#include <stdio.h>

#include "base/file.h"
#include "cases.h"
#include "report/released.h"

static const char *const endings[EXPORT_FORMATS] = { ".csv",  ".json", ".xlsx",
                                                     ".html", ".md",   ".txt" };

static bool write_all(struct arena *arena, struct released *released, str out,
                      struct fault *fault)
{
    bool done = true;
    for (int i = 0; done && i < EXPORT_FORMATS; i++) {
        struct text path = { .arena = arena };
        str bytes;
        text_add(&path, out);
        text_add(&path, text_of(endings[i]));
        done = export_make(arena, (enum export_format)i, &released->release,
                           &bytes, fault) &&
               file_write_whole(text_view(&path), bytes, fault);
    }
    return done;
}

int main(int count, char **arguments)
{
    struct arena *arena = arena_make();
    struct fault fault = { .arena = arena };
    struct released released;
    str lines;
    bool done = count == 3 && file_read(arena, text_of(arguments[1]), 1 << 20,
                                        &lines, &fault);
    if (done) {
        released_read(&released, arena, lines, NULL, NULL);
        released_make(&released);
        done = write_all(arena, &released, text_of(arguments[2]), &fault);
        released_close(&released);
    }
    if (!done)
        fprintf(stderr, "publish: %s\n",
                fault.pattern ? fault.pattern : "RELEASE OUT");
    arena_destroy(arena);
    return !done;
}
