/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/support.h"

#include <assert.h>

#include "base/arena.h"
#include "base/file.h"

/* One reading of a file. */
struct reading {
    struct support *support;
    struct support_line *line; /* the one that is being read; NULL: none yet */
    struct arena *arena;
    struct pairs pairs;
    const struct pairs_names *forms;
    int dated; /* in which line; 0: not yet */
};

static const struct {
    const char *key;
    int most_letters;
    int most_words; /* 0: any number */
    bool optional;
} parts[] = {
    [SUPPORT_NAME] = { .key = "name", .most_letters = SUPPORT_NAME_LETTERS },
    [SUPPORT_NAME_CY] = { .key = "name_cy",
                          .most_letters = SUPPORT_NAME_LETTERS,
                          .optional = true },
    [SUPPORT_NUMBER] = { .key = "number",
                         .most_letters = SUPPORT_NUMBER_LETTERS },
    [SUPPORT_FOR] = { .key = "for", .most_letters = 100 },
    [SUPPORT_EN] = { .key = "en",
                     .most_letters = SUPPORT_SAYS_LETTERS,
                     .most_words = SUPPORT_SAYS_WORDS },
    [SUPPORT_CY] = { .key = "cy",
                     .most_letters = SUPPORT_SAYS_LETTERS,
                     .most_words = SUPPORT_SAYS_WORDS },
};
static_assert(sizeof parts / sizeof *parts == SUPPORT_PARTS,
              "a key for every part");

#define EVERYBODY S("all")

/* ---- the day ------------------------------------------------------------- */

static int days_of(int year, int month)
{
    static const int days[] = {
        31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31
    };
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

/* So many digits off the front of `text`, and a hyphen behind them. */
static bool take_digits(str *text, size_t digits, int *number)
{
    long value = 0;
    str piece;
    if (!text_cut(text, '-', &piece) || piece.size != digits ||
        !text_integer(piece, &value) || value < 1)
        return false;
    *number = (int)value;
    return true;
}

static void say_twice(struct reading *reading, const struct pair *pair,
                      int line)
{
    fault_add(reading->pairs.faults, pair->at,
              "“{key}” stands in line {line} already; take one of them out",
              SLOT("key", pair->key), COUNT("line", line));
}

static void read_date(struct reading *reading, const struct pair *pair)
{
    struct support *support = reading->support;
    str rest = pair->value;
    if (reading->dated > 0) {
        say_twice(reading, pair, reading->dated);
        return;
    }
    reading->dated = pair->at.line;
    if (!take_digits(&rest, 4, &support->year) ||
        !take_digits(&rest, 2, &support->month) ||
        !take_digits(&rest, 2, &support->day) || rest.size > 0 ||
        text_ends(pair->value, S("-")) || support->month > 12 ||
        support->day > days_of(support->year, support->month))
        fault_add(reading->pairs.faults, pair->value_at,
                  "this is no day; write year, month and day, for example "
                  "“{example}”",
                  SLOT("example", S("date = 2027-03-31")));
}

/* ---- one line of the screen ---------------------------------------------- */

static void check_length(struct reading *reading, const struct pair *pair,
                         enum support_part part)
{
    int letters = (int)text_length(pair->value);
    int words = text_words(pair->value);
    if (parts[part].most_words > 0 && words > parts[part].most_words)
        fault_add(reading->pairs.faults, pair->value_at,
                  "this has {words} words; write {most} at most",
                  COUNT("words", words), COUNT("most", parts[part].most_words));
    else if (letters > parts[part].most_letters)
        fault_add(reading->pairs.faults, pair->value_at,
                  "this has {letters} letters; write {most} at most",
                  COUNT("letters", letters),
                  COUNT("most", parts[part].most_letters));
}

static void check_number(struct reading *reading, const struct pair *pair)
{
    int digits = 0;
    bool plain = true;
    for (size_t i = 0; i < pair->value.size; i++) {
        char c = pair->value.at[i];
        digits += c >= '0' && c <= '9';
        plain = plain && ((c >= '0' && c <= '9') || c == ' ');
    }
    if (!plain || digits < 3)
        fault_add(reading->pairs.faults, pair->value_at,
                  "a telephone number is digits and blanks here; write it as "
                  "it is dialled");
}

/* For whom: a questionnaire, or nobody in particular. */
static void read_for(struct reading *reading, const struct pair *pair)
{
    size_t count = reading->forms->count;
    str *all = arena_array(reading->arena, str, count + 1);
    struct pairs_names names = { all, count + 1 };
    for (size_t i = 0; i < count; i++)
        all[i] = reading->forms->all[i];
    all[count] = EVERYBODY;
    if (pairs_find(&names, pair->value) < 0)
        pairs_not_one_of(&reading->pairs, pair, &names);
    else if (text_equal(pair->value, EVERYBODY))
        reading->line->parts[SUPPORT_FOR] = S("");
}

static void read_part(struct reading *reading, const struct pair *pair,
                      enum support_part part)
{
    struct support_line *line = reading->line;
    if (line->at[part].line > 0) {
        say_twice(reading, pair, line->at[part].line);
        return;
    }
    line->parts[part] = text_copy(reading->arena, pair->value);
    line->at[part] = pair->value_at;
    check_length(reading, pair, part);
    if (part == SUPPORT_NUMBER)
        check_number(reading, pair);
    if (part == SUPPORT_FOR)
        read_for(reading, pair);
}

static void end_line(struct reading *reading)
{
    const struct support_line *line = reading->line;
    for (int i = 0; line && i < SUPPORT_PARTS; i++)
        if (line->at[i].line == 0 && !parts[i].optional)
            fault_add(reading->pairs.faults, line->at[SUPPORT_NAME],
                      "“{name}” has no line “{key} = …”; add it",
                      SLOT("name", line->parts[SUPPORT_NAME]),
                      SLOT("key", text_of(parts[i].key)));
}

/* A name begins the next one. What there is no room for is read all the same,
 * and checked, into a line that nobody sees. */
static void begin_line(struct reading *reading, const struct pair *pair)
{
    struct support *support = reading->support;
    end_line(reading);
    if (support->count == SUPPORT_MOST) {
        fault_add(reading->pairs.faults, pair->at,
                  "a screen has room for {most} of these; take some out",
                  COUNT("most", SUPPORT_MOST));
        reading->line = arena_new(reading->arena, struct support_line);
        return;
    }
    reading->line = &support->lines[support->count++];
}

/* ---- the whole file ------------------------------------------------------ */

static void say_not_known(struct reading *reading, const struct pair *pair)
{
    str keys[SUPPORT_PARTS + 1] = { S("date") };
    for (int i = 0; i < SUPPORT_PARTS; i++)
        keys[i + 1] = text_of(parts[i].key);
    pairs_not_known(&reading->pairs, pair,
                    &(struct pairs_names){ keys, SUPPORT_PARTS + 1 });
}

static void read_pair(struct reading *reading, const struct pair *pair)
{
    int part = 0;
    if (text_equal(pair->key, S("date"))) {
        read_date(reading, pair);
        return;
    }
    while (part < SUPPORT_PARTS &&
           !text_equal(pair->key, text_of(parts[part].key)))
        part++;
    if (part == SUPPORT_PARTS) {
        say_not_known(reading, pair);
        return;
    }
    if (part == SUPPORT_NAME)
        begin_line(reading, pair);
    if (reading->line)
        read_part(reading, pair, (enum support_part)part);
    else
        fault_add(reading->pairs.faults, pair->at,
                  "this belongs to nobody yet; begin with a line “{example}”",
                  SLOT("example", S("name = …")));
}

/* Whoever answers has somebody to turn to. */
static void check_everybody(struct reading *reading)
{
    const struct text_place top = { 1, 1 };
    for (size_t f = 0; f < reading->forms->count; f++) {
        bool found = false;
        for (int i = 0; i < reading->support->count; i++)
            found = found || support_is_for(&reading->support->lines[i],
                                            reading->forms->all[f]);
        if (!found)
            fault_add(reading->pairs.faults, top,
                      "nobody is here for {form}; write “for = {form}” or "
                      "“for = all” below a name",
                      SLOT("form", reading->forms->all[f]));
    }
}

static void check_date(struct reading *reading)
{
    if (reading->dated == 0)
        fault_add(
            reading->pairs.faults, ((struct text_place){ 1, 1 }),
            "the day on which the numbers were checked is not here; write "
            "it, for example “{example}”",
            SLOT("example", S("date = 2027-03-31")));
}

struct support *support_read(struct arena *arena, str content,
                             const struct pairs_names *forms,
                             struct faults *faults)
{
    int before = faults->count;
    struct reading reading = { .support = arena_new(arena, struct support),
                               .arena = arena,
                               .pairs = pairs_begin(arena, content, faults),
                               .forms = forms };
    struct pair pair;
    if (faults->count > before)
        return NULL;
    while (pairs_next(&reading.pairs, &pair))
        read_pair(&reading, &pair);
    end_line(&reading);
    check_date(&reading);
    if (faults->count == before)
        check_everybody(&reading);
    return faults->count > before ? NULL : reading.support;
}

struct support *support_load(struct arena *arena, str folder, str own,
                             const struct pairs_names *forms,
                             struct faults *faults)
{
    struct fault fault = { .arena = arena };
    struct fault passed_over = { .arena = arena };
    str path = file_join(arena, folder, S("support.txt"));
    str content;
    if (file_is_free(path, &passed_over))
        path = own;
    faults->file = path;
    if (file_read(arena, path, PAIRS_LARGEST, &content, &fault))
        return support_read(arena, content, forms, faults);
    faults->file = S("");
    fault_adopt(faults, &fault);
    return NULL;
}

/* ---- showing ------------------------------------------------------------- */

bool support_is_for(const struct support_line *line, str form)
{
    return line->parts[SUPPORT_FOR].size == 0 ||
           text_equal(line->parts[SUPPORT_FOR], form);
}

static bool is_welsh(str language)
{
    return text_equal(language, S("cy"));
}

str support_name(const struct support_line *line, str language)
{
    str welsh = line->parts[SUPPORT_NAME_CY];
    return is_welsh(language) && welsh.size > 0 ? welsh
                                                : line->parts[SUPPORT_NAME];
}

str support_says(const struct support_line *line, str language)
{
    return line->parts[is_welsh(language) ? SUPPORT_CY : SUPPORT_EN];
}
