/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/qr.h"

#include <assert.h>
#include <qrencode.h>
#include <string.h>

#include "base/arena.h"

enum { BORDER = 4, DARK = 1 };

static void forget(QRcode *code)
{
    explicit_bzero(code->data, (size_t)code->width * (size_t)code->width);
    QRcode_free(code);
}

static bool is_ascii(str text)
{
    for (size_t i = 0; i < text.size; i++)
        if ((unsigned char)text.at[i] > 127 || text.at[i] == '\0')
            return false;
    return true;
}

static QRcode *encode(const char *terminated)
{
    return QRcode_encodeString(terminated, 0, QR_ECLEVEL_Q, QR_MODE_8, 1);
}

/*
 * libqrencode gives its memory back as it is, with the text and its bits in
 * it. Another text of the same length and kind is handed the same pieces by
 * the allocator, and so writes over them.
 */
static void cover(struct arena *arena, str text)
{
    char *other = arena_take(arena, text.size + 1);
    for (size_t i = 0; i < text.size; i++)
        other[i] = text.at[i] == '-' ? '-' : 'A';
    QRcode *code = encode(other);
    if (code)
        forget(code);
}

static bool is_dark(const QRcode *code, int row, int column)
{
    return code->data[row * code->width + column] & DARK;
}

/* A run of dark squares as one rectangle: "M4 7h3v1h-3z". */
static void add_run(struct text *path, int column, int row, int length)
{
    text_add_char(path, 'M');
    text_add_number(path, column + BORDER);
    text_add_char(path, ' ');
    text_add_number(path, row + BORDER);
    text_add_char(path, 'h');
    text_add_number(path, length);
    text_add(path, S("v1h-"));
    text_add_number(path, length);
    text_add_char(path, 'z');
}

static void add_row(struct text *path, const QRcode *code, int row)
{
    for (int column = 0; column < code->width;) {
        int end = column;
        while (end < code->width && is_dark(code, row, end))
            end++;
        if (end > column)
            add_run(path, column, row, end - column);
        column = end + 1;
    }
}

bool qr_draw(struct arena *arena, str text, struct qr *qr)
{
    assert(is_ascii(text));
    QRcode *code = encode(text_copy(arena, text).at);
    if (!code)
        return false;
    struct text path = { .arena = arena };
    for (int row = 0; row < code->width; row++)
        add_row(&path, code, row);
    *qr = (struct qr){ .path = text_view(&path),
                       .side = code->width + 2 * BORDER };
    forget(code);
    cover(arena, text);
    return true;
}
