/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/typeface.h"

#include <SDL_ttf.h>
#include <assert.h>

#include "base/arena.h"

struct typeface {
    const char *name;
    TTF_Font *font;
};

static const struct {
    const char *name;
    const char *file;
    const char *package;
} offered[] = {
    [TYPEFACE_ANDIKA] = { .name = "Andika",
                          .file = "/usr/share/fonts/truetype/andika/"
                                  "Andika-Regular.ttf",
                          .package = "fonts-sil-andika" },
    [TYPEFACE_OPENDYSLEXIC] = { .name = "OpenDyslexic",
                                .file =
                                    "/usr/share/fonts/opentype/opendyslexic/"
                                    "OpenDyslexic-Regular.otf",
                                .package = "fonts-opendyslexic" },
};
static_assert(sizeof offered / sizeof *offered == TYPEFACES,
              "a file for every typeface");

struct typeface *typeface_open(struct arena *arena, enum typeface_id id,
                               struct fault *fault)
{
    bool ready = TTF_Init() == 0;
    TTF_Font *font = ready ? TTF_OpenFont(offered[id].file, 24) : NULL;
    if (!font) {
        if (ready)
            TTF_Quit();
        fault_set(fault,
                  "the typeface {typeface} is not on this machine; install the "
                  "package {package}",
                  SLOT("typeface", text_of(offered[id].name)),
                  SLOT("package", text_of(offered[id].package)));
        return NULL;
    }
    struct typeface *typeface = arena_new(arena, struct typeface);
    *typeface = (struct typeface){ offered[id].name, font };
    return typeface;
}

void typeface_close(struct typeface *typeface)
{
    if (!typeface)
        return;
    TTF_CloseFont(typeface->font);
    TTF_Quit();
}

str typeface_name(const struct typeface *typeface)
{
    return text_of(typeface->name);
}

bool typeface_has(const struct typeface *typeface, uint32_t character)
{
    return TTF_GlyphIsProvided32(typeface->font, character) != 0;
}
