/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Compiled catalogues for tests: built here byte by byte, also such as no
 * tool would write, or by msgfmt from a translator's file. Nothing here
 * shares a line with what is tested.
 */
#ifndef TESTS_BASE_MO_H
#define TESTS_BASE_MO_H

#include "proof.h"

struct mo_pair {
    str key;
    str value;
};

/* Where things stand in what mo_build() gives. */
enum { MO_HEADER = 28, MO_PAIR = 8 };

static inline void mo_number(struct text *out, size_t number)
{
    uint32_t bytes = (uint32_t)number;
    text_add(out, (str){ (const char *)&bytes, sizeof bytes });
}

/* The pairs in the given order: the tables, the keys, the translations. */
static inline str mo_build(struct arena *arena, const struct mo_pair *pairs,
                           size_t count)
{
    struct text out = { .arena = arena };
    size_t at = MO_HEADER + 2 * count * MO_PAIR;
    size_t header[] = {
        0x950412de, 0, count, MO_HEADER, MO_HEADER + count * MO_PAIR, 0, at
    };
    for (size_t i = 0; i < sizeof header / sizeof *header; i++)
        mo_number(&out, header[i]);
    for (size_t i = 0; i < 2 * count; i++) {
        str text = i < count ? pairs[i].key : pairs[i - count].value;
        mo_number(&out, text.size);
        mo_number(&out, at);
        at += text.size + 1;
    }
    for (size_t i = 0; i < 2 * count; i++) {
        text_add(&out, i < count ? pairs[i].key : pairs[i - count].value);
        text_add_char(&out, '\0');
    }
    return proof_exact(arena, text_view(&out));
}

/* How a Welsh translator's file begins. */
static inline str mo_po_header(void)
{
    return S("msgid \"\"\n"
             "msgstr \"\"\n"
             "\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
             "\"Plural-Forms: nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : \"\n"
             "\"n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 5;\\n\"\n\n");
}

static inline void mo_run_msgfmt(const void *given)
{
    const str *paths = given;
    execlp("msgfmt", "msgfmt", "-o", paths[1].at, paths[0].at, (char *)NULL);
    _exit(127);
}

/* Has msgfmt compile a translator's file; gives the path of the catalogue. */
static inline str mo_compile(struct proof *proof, str po)
{
    str paths[] = { proof_file(proof, "cy.po", po),
                    proof_path(proof, "cy.mo") };
    struct proof_end end = proof_child(proof, mo_run_msgfmt, paths);
    if (!proof_ended_with(end, 0))
        fail_msg("msgfmt: %.*s", TEXT_ARGS(end.words));
    return paths[1];
}

#endif
