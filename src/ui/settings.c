/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/settings.h"

#include <assert.h>

#include "base/arena.h"
#include "base/file.h"

/* One reading of a file. */
struct reading {
    struct settings settings;
    struct arena *arena;
    struct pairs pairs;
    const struct pairs_names *forms;
};

struct settings settings_default(void)
{
    return (struct settings){ .idle = SETTINGS_IDLE,
                              .idle_more = SETTINGS_MORE,
                              .theme = LOOK_CALM,
                              .size = LOOK_NORMAL };
}

/* ---- values -------------------------------------------------------------- */

static void read_seconds(struct reading *reading, const struct pair *pair,
                         const int limits[2], int *seconds)
{
    long number = 0;
    if (text_integer(pair->value, &number) && number >= limits[0] &&
        number <= limits[1])
        *seconds = (int)number;
    else
        fault_add(reading->pairs.faults, pair->value_at,
                  "“{key}” is a number of seconds from {least} to {most}; "
                  "write for example “{key} = {example}”",
                  SLOT("key", pair->key), COUNT("least", limits[0]),
                  COUNT("most", limits[1]), COUNT("example", *seconds));
}

static void read_idle(struct reading *reading, const struct pair *pair)
{
    read_seconds(reading, pair,
                 (const int[]){ SETTINGS_IDLE_LEAST, SETTINGS_IDLE_MOST },
                 &reading->settings.idle);
}

static void read_more(struct reading *reading, const struct pair *pair)
{
    read_seconds(reading, pair,
                 (const int[]){ SETTINGS_MORE_LEAST, SETTINGS_MORE_MOST },
                 &reading->settings.idle_more);
}

/* "10.1" is 1010 hundredths; false if it is no such number. */
static bool hundredths(str text, long *number)
{
    size_t point = text_find(text, S("."));
    str part = text_slice(text, point + 1, text.size);
    long small = 0;
    if (!text_integer(text_slice(text, 0, point), number) || *number < 0 ||
        *number > 100000)
        return false;
    if (point < text.size &&
        (part.size > 2 || !text_integer(part, &small) || part.at[0] == '-'))
        return false;
    *number = *number * 100 + (part.size == 1 ? small * 10 : small);
    return true;
}

enum { DIAGONAL_LEAST = 5, DIAGONAL_MOST = 80 }; /* inches */
static const struct {
    const char *name;
    double millimetres;
} units[] = {
    { .name = "in", .millimetres = 25.4 },
    { .name = "mm", .millimetres = 1 },
};

static bool measure(str value, double *diagonal)
{
    long number = 0;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        str unit = text_of(units[i].name);
        if (!text_ends(value, unit) ||
            !hundredths(text_trim(text_slice(value, 0, value.size - unit.size)),
                        &number))
            continue;
        *diagonal = (double)number / 100 * units[i].millimetres;
        return *diagonal >= DIAGONAL_LEAST * units[0].millimetres &&
               *diagonal <= DIAGONAL_MOST * units[0].millimetres;
    }
    return false;
}

static void read_diagonal(struct reading *reading, const struct pair *pair)
{
    double diagonal = 0;
    if (measure(pair->value, &diagonal))
        reading->settings.diagonal = diagonal;
    else
        fault_add(reading->pairs.faults, pair->value_at,
                  "the screen is measured from corner to corner and has from "
                  "{least} to {most} inches; write for example “{inches}” or "
                  "“{millimetres}”",
                  COUNT("least", DIAGONAL_LEAST), COUNT("most", DIAGONAL_MOST),
                  SLOT("inches", S("diagonal = 10.1 in")),
                  SLOT("millimetres", S("diagonal = 257 mm")));
}

#define ASK S("ask")

/* All questionnaires, and the word for asking. */
static struct pairs_names names_and_ask(const struct reading *reading)
{
    size_t count = reading->forms->count;
    str *all = arena_array(reading->arena, str, count + 1);
    for (size_t i = 0; i < count; i++)
        all[i] = reading->forms->all[i];
    all[count] = ASK;
    return (struct pairs_names){ all, count + 1 };
}

static void read_questionnaire(struct reading *reading, const struct pair *pair)
{
    struct pairs_names names = names_and_ask(reading);
    if (pairs_find(&names, pair->value) < 0)
        pairs_not_one_of(&reading->pairs, pair, &names);
    else if (!text_equal(pair->value, ASK))
        reading->settings.questionnaire = text_copy(reading->arena,
                                                    pair->value);
}

/* One of the names, by its place; -1 and a fault if it is none. */
static long read_name(struct reading *reading, const struct pair *pair,
                      const str *names, size_t count)
{
    struct pairs_names known = { names, count };
    long found = pairs_find(&known, pair->value);
    if (found < 0)
        pairs_not_one_of(&reading->pairs, pair, &known);
    return found;
}

static void read_theme(struct reading *reading, const struct pair *pair)
{
    str names[LOOK_THEMES];
    for (int i = 0; i < LOOK_THEMES; i++)
        names[i] = text_of(look_theme_name((enum look_theme)i));
    long found = read_name(reading, pair, names, LOOK_THEMES);
    if (found >= 0)
        reading->settings.theme = (enum look_theme)found;
}

static void read_size(struct reading *reading, const struct pair *pair)
{
    str names[LOOK_SIZES];
    for (int i = 0; i < LOOK_SIZES; i++)
        names[i] = text_of(look_size_name((enum look_size)i));
    long found = read_name(reading, pair, names, LOOK_SIZES);
    if (found >= 0)
        reading->settings.size = (enum look_size)found;
}

/* ---- lines --------------------------------------------------------------- */

static const struct {
    const char *key;
    void (*read)(struct reading *reading, const struct pair *pair);
} known[] = {
    { .key = "idle", .read = read_idle },
    { .key = "idle_more", .read = read_more },
    { .key = "diagonal", .read = read_diagonal },
    { .key = "questionnaire", .read = read_questionnaire },
    { .key = "theme", .read = read_theme },
    { .key = "size", .read = read_size },
};
enum { KNOWN = sizeof known / sizeof *known };

static void read_pair(struct reading *reading, const struct pair *pair,
                      int lines[KNOWN])
{
    str keys[KNOWN];
    for (int i = 0; i < KNOWN; i++)
        keys[i] = text_of(known[i].key);
    struct pairs_names names = { keys, KNOWN };
    long which = pairs_find(&names, pair->key);
    if (which < 0)
        pairs_not_known(&reading->pairs, pair, &names);
    else if (lines[which] > 0)
        fault_add(reading->pairs.faults, pair->at,
                  "“{key}” stands in line {line} already; take one of them out",
                  SLOT("key", pair->key), COUNT("line", lines[which]));
    else
        known[which].read(reading, pair);
    if (which >= 0 && lines[which] == 0)
        lines[which] = pair->at.line;
}

struct settings settings_read(struct arena *arena, str content,
                              const struct pairs_names *forms,
                              struct faults *faults)
{
    struct reading reading = { .settings = settings_default(),
                               .arena = arena,
                               .pairs = pairs_begin(arena, content, faults),
                               .forms = forms };
    struct pair pair;
    int lines[KNOWN] = { 0 };
    while (pairs_next(&reading.pairs, &pair))
        read_pair(&reading, &pair, lines);
    return reading.settings;
}

struct settings settings_load(struct arena *arena, str folder,
                              const struct pairs_names *forms,
                              struct faults *faults)
{
    struct fault fault = { .arena = arena };
    str path = file_join(arena, folder, S("kiosk.conf"));
    str content;
    if (file_is_free(path, &fault))
        return settings_default();
    fault.pattern = NULL;
    faults->file = path;
    if (file_read(arena, path, PAIRS_LARGEST, &content, &fault))
        return settings_read(arena, content, forms, faults);
    faults->file = S("");
    fault_adopt(faults, &fault);
    return settings_default();
}
