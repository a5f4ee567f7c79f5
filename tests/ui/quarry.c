/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "quarry.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cases.h"

enum { PART = 1 << 20 }; /* of memory that is read at once */

/* How far apart libraries keep letters, with what they know of each. */
static const int strides[] = { 4, 8, 12, 16, 20, 24, 28, 32, 40, 48, 64 };

static uint32_t wide_at(const unsigned char *at)
{
    uint32_t wide;
    memcpy(&wide, at, sizeof wide);
    return wide;
}

static bool is_pairs(const unsigned char *at,
                     const unsigned char letters[QUARRY_PIECE])
{
    for (size_t i = 0; i < QUARRY_PIECE; i++)
        if (at[2 * i] != letters[i] || at[2 * i + 1] != 0)
            return false;
    return true;
}

static bool is_wide(const unsigned char *at, int stride,
                    const unsigned char letters[QUARRY_PIECE])
{
    uint32_t more = wide_at(at) - letters[0];
    for (ptrdiff_t i = 1; i < QUARRY_PIECE; i++)
        if (wide_at(at + i * stride) != letters[i] + more)
            return false;
    return true;
}

/* No letter is beside its like, so that most memory is told apart at once. */
static void look_for_wide(struct quarry *quarry, const unsigned char *at)
{
    uint32_t first = wide_at(at);
    for (size_t s = 0; s < sizeof strides / sizeof *strides; s++) {
        uint32_t step = wide_at(at + strides[s]) - first;
        if (step == 0 || step + 'z' - 'a' > 2 * ('z' - 'a'))
            continue;
        for (int i = 0; i < QUARRY_LETTERS; i++)
            quarry->as_wide += is_wide(at, strides[s], quarry->letters[i]);
    }
}

/* A row of pixels, one of their bytes after another, or a mask. */
static bool is_row(const unsigned char *at, const unsigned char row[QUARRY_ROW])
{
    bool mask = memcmp(at, row, QUARRY_ROW) == 0;
    bool pixels = !mask;
    for (size_t i = 0; i < QUARRY_ROW && pixels; i++)
        pixels = at[4 * i] == row[i];
    return mask || pixels;
}

void quarry_look_at(struct quarry *quarry, const unsigned char *at)
{
    for (int i = 0; i < QUARRY_LETTERS; i++) {
        if (*at != quarry->letters[i][0])
            continue;
        quarry->as_bytes += memcmp(at, quarry->letters[i], QUARRY_PIECE) == 0;
        quarry->as_pairs += is_pairs(at, quarry->letters[i]);
    }
    look_for_wide(quarry, at);
    for (int i = 0; i < QUARRY_DRAWN; i++)
        quarry->as_drawn += *at == quarry->rows[i][0] &&
                            is_row(at, quarry->rows[i]);
}

static int open_of(pid_t process, const char *what)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/%s", (int)process, what);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    assert_true(file >= 0);
    return file;
}

/* One line of maps: from-to rights … */
struct stretch {
    unsigned long from;
    unsigned long to;
};

static struct stretch read_stretch(const char *line)
{
    char *rest = NULL;
    struct stretch stretch = { .from = strtoul(line, &rest, 16) };
    stretch.to = strtoul(rest + 1, &rest, 16);
    if (rest[1] != 'r' || rest[2] != 'w')
        stretch.to = stretch.from;
    return stretch;
}

/* What cannot be read is a device's. Behind the end of a stretch are zeros. */
static void look_through(struct quarry *quarry, struct stretch stretch,
                         int memory)
{
    static unsigned char bytes[PART + QUARRY_BEYOND];
    for (unsigned long at = stretch.from; at < stretch.to; at += PART) {
        unsigned long left = stretch.to - at;
        ssize_t got = pread(memory, bytes,
                            left < sizeof bytes ? left : sizeof bytes,
                            (off_t)at);
        if (got <= 0)
            continue;
        memset(bytes + got, 0, sizeof bytes - (size_t)got);
        for (ssize_t i = 0; i < got && i < PART; i++)
            quarry_look_at(quarry, bytes + i);
    }
}

void quarry_begin(struct quarry *quarry)
{
    quarry->as_bytes = quarry->as_pairs = 0;
    quarry->as_wide = quarry->as_drawn = 0;
}

void quarry_look_for(struct quarry *quarry, pid_t process)
{
    int memory = open_of(process, "mem");
    FILE *maps = fdopen(open_of(process, "maps"), "r");
    char line[4096];
    quarry_begin(quarry);
    while (fgets(line, sizeof line, maps))
        look_through(quarry, read_stretch(line), memory);
    assert_int_equal(fclose(maps), 0);
    close(memory);
}
