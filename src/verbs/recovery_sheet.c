/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verbs/recovery_sheet.h"

#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "base/words.h"
#include "keep/recovery.h"

/* ---- what stands on it --------------------------------------------------- */

static const char *const parts[SHEET_PARTS] = {
    [SHEET_TITLE] = TEXT_KEY("Recovery key"),
    [SHEET_PURPOSE] = TEXT_KEY("With this key you can open the answers if the "
                               "passphrase is lost."),
    [SHEET_SERVICE] = TEXT_KEY("Name of the service"),
    [SHEET_COLLECTION] = TEXT_KEY("Name of the collection"),
    [SHEET_TYPING] = TEXT_KEY("Type the groups in the order of their numbers. "
                              "The letters I, L, O and U are not used."),
    [SHEET_SCANNING] = TEXT_KEY("A scanner on a cable can read the square. Do "
                                "not use a phone."),
    [SHEET_SQUARE] = TEXT_KEY("The same key for a scanner"),
    [SHEET_KEEPING] = TEXT_KEY("How to keep this sheet"),
    [SHEET_LOCKED] = TEXT_KEY("Keep this sheet locked away, apart from the "
                              "kiosk."),
    [SHEET_OPENS] = TEXT_KEY("Whoever has this sheet and the kiosk can open "
                             "the answers. Write below who holds it."),
    [SHEET_COPIES] = TEXT_KEY("Never photograph it, and never send it by "
                              "email."),
    [SHEET_OTHERS] = TEXT_KEY("The passphrase and the staff code of the kiosk "
                              "are not on this sheet. Do not write them here."),
    [SHEET_END] = TEXT_KEY("Destroy this sheet when the collection is "
                           "destroyed."),
    [SHEET_HOLDER] = TEXT_KEY("Who holds this sheet"),
    [SHEET_PLACE] = TEXT_KEY("Where it is kept"),
    [SHEET_DATE] = TEXT_KEY("Date"),
    [SHEET_SIGNATURE] = TEXT_KEY("Signature"),
};

str recovery_sheet_say(const struct recovery_sheet *sheet, int language,
                       enum recovery_sheet_part part)
{
    return words_say(sheet->languages[language], parts[part]);
}

int recovery_sheet_languages(const struct recovery_sheet *sheet)
{
    assert(sheet->languages[0]);
    return sheet->languages[1] ? 2 : 1;
}

str recovery_sheet_group(const struct recovery_sheet *sheet, int group)
{
    assert(strlen(sheet->key) == RECOVERY_ROOM - 1);
    size_t at = (size_t)group * (RECOVERY_GROUP + 1);
    return text_slice(text_of(sheet->key), at, at + RECOVERY_GROUP);
}

/* ---- as text ------------------------------------------------------------- */

enum { COLUMNS = 76, INDENT = 4, ROW = 4 };

/* A sheet being written. */
struct paper {
    const struct recovery_sheet *sheet;
    struct text out;
};

static void put(struct paper *paper, const char *literal)
{
    text_add(&paper->out, text_of(literal));
}

static void put_blanks(struct paper *paper, int count)
{
    for (int i = 0; i < count; i++)
        text_add_char(&paper->out, ' ');
}

/* Words in lines, each line but the first behind `indent` blanks. What parts
 * the words does not show, so a line end in a name is harmless. */
static void put_words(struct paper *paper, str words, int indent)
{
    int column = indent;
    str word;
    for (size_t at = 0; text_word(words, &at, &word);) {
        int length = (int)text_length(word);
        if (column > indent && column + 1 + length > COLUMNS) {
            put(paper, "\n");
            put_blanks(paper, indent);
            column = indent;
        } else if (column > indent) {
            put(paper, " ");
            column++;
        }
        text_add(&paper->out, word);
        column += length;
    }
    put(paper, "\n");
}

/* One language below the other. */
static void put_each(struct paper *paper, enum recovery_sheet_part part)
{
    for (int i = 0; i < recovery_sheet_languages(paper->sheet); i++)
        put_words(paper, recovery_sheet_say(paper->sheet, i, part), 0);
}

/* One language beside the other: "Dyddiad · Date". */
static void put_label(struct paper *paper, enum recovery_sheet_part part)
{
    for (int i = 0; i < recovery_sheet_languages(paper->sheet); i++) {
        put(paper, i ? " · " : "");
        text_add(&paper->out, recovery_sheet_say(paper->sheet, i, part));
    }
    put(paper, "\n");
}

static void put_name(struct paper *paper, enum recovery_sheet_part part,
                     str name)
{
    put(paper, "\n");
    put_label(paper, part);
    put_blanks(paper, INDENT);
    put_words(paper, name, INDENT);
}

/* "     5–8   ABCDE-FGHJK-MNPQR-STVWX": faults name groups by number. */
static void put_row(struct paper *paper, int first)
{
    int end = first + ROW < RECOVERY_GROUPS ? first + ROW : RECOVERY_GROUPS;
    struct text numbers = { .arena = paper->out.arena };
    text_add_number(&numbers, first + 1);
    if (end > first + 1) {
        text_add(&numbers, S("–"));
        text_add_number(&numbers, end);
    }
    put_blanks(paper, 9 - (int)text_length(text_view(&numbers)));
    text_add(&paper->out, text_view(&numbers));
    for (int i = first; i < end; i++) {
        put(paper, i == first ? "   " : "-");
        text_add(&paper->out, recovery_sheet_group(paper->sheet, i));
    }
    put(paper, "\n");
}

static void put_key(struct paper *paper)
{
    put(paper, "\n");
    for (int first = 0; first < RECOVERY_GROUPS; first += ROW)
        put_row(paper, first);
    put(paper, "\n");
    put_each(paper, SHEET_TYPING);
}

static void put_rules(struct paper *paper, int language)
{
    const struct recovery_sheet *sheet = paper->sheet;
    put(paper, "\n");
    put_words(paper, recovery_sheet_say(sheet, language, SHEET_KEEPING), 0);
    for (int i = SHEET_RULES; i < SHEET_LINES; i++) {
        put(paper, "  - ");
        put_words(
            paper,
            recovery_sheet_say(sheet, language, (enum recovery_sheet_part)i),
            INDENT);
    }
}

static void put_line(struct paper *paper, enum recovery_sheet_part part)
{
    put(paper, "\n");
    put_label(paper, part);
    put(paper, "\n");
    for (int i = 0; i < COLUMNS - INDENT; i++)
        put(paper, "_");
    put(paper, "\n");
}

str recovery_sheet_text(struct arena *arena, const struct recovery_sheet *sheet)
{
    struct paper paper = { .sheet = sheet, .out = { .arena = arena } };
    put_label(&paper, SHEET_TITLE);
    put_name(&paper, SHEET_SERVICE, sheet->service);
    put_name(&paper, SHEET_COLLECTION, sheet->collection);
    put(&paper, "\n");
    put_each(&paper, SHEET_PURPOSE);
    put_key(&paper);
    for (int i = 0; i < recovery_sheet_languages(sheet); i++)
        put_rules(&paper, i);
    for (int i = SHEET_LINES; i < SHEET_PARTS; i++)
        put_line(&paper, (enum recovery_sheet_part)i);
    return text_view(&paper.out);
}

/* ---- finding the key again ----------------------------------------------- */

/* Somebody may have left a sign out, or typed one twice. */
enum {
    LEAST = RECOVERY_GROUP - 1,
    MOST = RECOVERY_GROUP + 1,
    FEWEST = RECOVERY_GROUPS - 1,
};

static bool is_key_sign(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
}

static bool is_parting(char c)
{
    return c == ' ' || c == '-' || c == '\t' || c == '\n' || c == '\r';
}

/* Whether there is nothing but about as many signs as a key has. */
static bool is_bare(str content)
{
    int count = 0;
    for (size_t i = 0; i < content.size; i++) {
        char c = content.at[i];
        bool sign = is_key_sign(c) || (c >= 'a' && c <= 'z');
        if (!sign && !is_parting(c))
            return false;
        count += sign;
    }
    return count >= FEWEST * RECOVERY_GROUP &&
           count <= (RECOVERY_GROUPS + 1) * RECOVERY_GROUP;
}

/* The words of a sheet: its dashes and the page's elements are blanks. */
static str parted(struct arena *arena, str content)
{
    struct text text = { .arena = arena };
    bool element = false;
    for (size_t at = 0; at < content.size;) {
        size_t from = at;
        uint32_t character = text_next(content, &at);
        element = element || character == '<';
        if (element || character == '-' || character == 0x2013)
            text_add_char(&text, ' ');
        else
            text_add(&text, text_slice(content, from, at));
        element = element && character != '>';
    }
    return text_view(&text);
}

/* The number of a group or row. */
static bool is_number(str word)
{
    long number;
    return word.size <= 2 && text_integer(word, &number);
}

static bool is_group(str word)
{
    size_t signs = 0;
    while (signs < word.size && is_key_sign(word.at[signs]))
        signs++;
    return signs == word.size && signs >= LEAST && signs <= MOST;
}

/* Groups that follow each other with nothing but their numbers between. */
struct run {
    struct text groups;
    int count;
};

static void add_group(struct run *run, str word)
{
    if (run->count > 0)
        text_add_char(&run->groups, '-');
    text_add(&run->groups, word);
    run->count++;
}

/* The longest run; of equal ones the last, for names stand before the key. */
static struct run find_run(struct arena *arena, str words)
{
    const struct run none = { .groups = { .arena = arena } };
    struct run longest = none;
    struct run run = none;
    str word;
    for (size_t at = 0; text_word(words, &at, &word);) {
        if (is_group(word))
            add_group(&run, word);
        else if (!is_number(word))
            run = none;
        if (run.count >= longest.count)
            longest = run;
    }
    return longest;
}

bool recovery_sheet_find(struct arena *arena, str content, str *key,
                         struct fault *fault)
{
    content = text_trim(text_unmarked(content));
    *key = content;
    if (is_bare(content))
        return true;
    struct run run = find_run(arena, parted(arena, content));
    *key = text_view(&run.groups);
    return run.count >= FEWEST ||
           fault_set(fault,
                     "there is no recovery key in this file; give the sheet "
                     "that set-up made, or a file that holds only the key");
}
