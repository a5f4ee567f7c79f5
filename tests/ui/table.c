/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table.h"

#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "interview/record.h"

/* ---- what is asked -------------------------------------------------------- */

static bool has_chosen(const void *self, int question, int choice)
{
    const struct table_asking *asking = self;
    const struct table_answer *noted = &asking->table->all[question];
    bool given = asking->asked[question] && noted->given;
    if (choice == FORM_BLANK)
        return !given;
    if (!given)
        return false;
    if (choice >= 0 &&
        asking->table->form->questions[question].kind == FORM_MANY)
        return noted->many >> choice & 1;
    return noted->choice == choice;
}

static bool has_number(const void *self, int question, long *number)
{
    const struct table_asking *asking = self;
    const struct table_answer *noted = &asking->table->all[question];
    *number = noted->number;
    return asking->asked[question] && noted->given &&
           noted->choice == FORM_BLANK;
}

struct table_asking table_ask(const struct table *table)
{
    struct table_asking asking = { .table = table };
    const struct rule_facts facts = { &asking, has_chosen, has_number };
    for (int i = 0; i < table->form->question_count; i++)
        asking.asked[i] = rule_holds(table->form->questions[i].relevant,
                                     &facts);
    return asking;
}

static void rub_out(struct table_answer *noted)
{
    memset(noted, 0, sizeof *noted);
}

/* ---- words ---------------------------------------------------------------- */

str table_words(const struct table_answer *noted)
{
    return (str){ noted->words, noted->size };
}

static bool is_in_words(const struct table *table)
{
    return table->form->questions[table->question].kind == FORM_TEXT;
}

/* Behind the letter that the caret would be inside of. */
static size_t behind_letter(str words, size_t at)
{
    size_t end = 0;
    while (end < at && end < words.size)
        end = words_next_letter(words, end);
    return end;
}

void table_open(struct table *table)
{
    rub_out(&table->put_away);
    table->caret = 0;
    if (table->question < table->form->question_count)
        table->caret = table->all[table->question].size;
}

/* Puts them in place of all that was there; blanks alone are nothing. */
static void note_words(struct table *table, str words, size_t caret)
{
    struct table_answer *noted = &table->all[table->question];
    assert_true(words.size < TABLE_WORDS);
    rub_out(noted);
    rub_out(&table->put_away);
    if (text_trim(words).size > 0) {
        noted->given = true;
        noted->choice = FORM_BLANK;
        noted->size = words.size;
        memcpy(noted->words, words.at, words.size);
    }
    table->caret = behind_letter(table_words(noted), caret);
}

/* `letter` in place of what stands between two places. */
static str spliced(struct arena *arena, str words, size_t from, size_t to,
                   str letter, size_t *caret)
{
    struct text text = { .arena = arena };
    text_add(&text, text_slice(words, 0, from));
    text_add(&text, letter);
    *caret = words_compose(arena, text_view(&text)).size;
    text_add(&text, text_slice(words, to, words.size));
    return words_compose(arena, text_view(&text));
}

/* Controls, and what only says how other letters are to stand. */
static bool is_no_letter(uint32_t character)
{
    return character < ' ' || (character >= 0x7F && character < 0xA0) ||
           character == 0xAD || character == 0x200B || character == 0x200D ||
           character > 0xE0000;
}

/* An accent needs a letter to stand on. */
static bool has_nothing_to_stand_on(str before, uint32_t character)
{
    char bytes[8] = " ";
    size_t size = 1 + text_encode(character, bytes + 1);
    bool alone = before.size == 0 || before.at[before.size - 1] == ' ';
    return alone && words_next_letter((str){ bytes, size }, 0) == size;
}

static void note_letter(struct arena *arena, struct table *table,
                        uint32_t character)
{
    char bytes[4];
    size_t caret;
    str words = table_words(&table->all[table->question]);
    str letter = { bytes, text_encode(character, bytes) };
    str all = spliced(arena, words, table->caret, table->caret, letter, &caret);
    if (is_no_letter(character) ||
        has_nothing_to_stand_on(text_slice(words, 0, table->caret),
                                character) ||
        text_length(all) > RECORD_LETTERS ||
        all.size > record_text_limit(table->form))
        return;
    note_words(table, all, caret);
}

static void note_erased(struct arena *arena, struct table *table)
{
    size_t caret;
    str words = table_words(&table->all[table->question]);
    size_t from = 0;
    for (size_t at = 0; at < table->caret; at = words_next_letter(words, at))
        from = at;
    str rest = spliced(arena, words, from, table->caret, S(""), &caret);
    if (table->caret > 0)
        note_words(table, rest, caret);
}

static void note_caret(struct table *table, long by)
{
    str words = table_words(&table->all[table->question]);
    size_t before = 0;
    for (size_t at = 0; at < table->caret; at = words_next_letter(words, at))
        before = at;
    if (by < 0)
        table->caret = before;
    else if (table->caret < words.size)
        table->caret = words_next_letter(words, table->caret);
}

static void bring_back(struct table *table)
{
    struct table_answer back = table->put_away;
    note_words(table, table_words(&back), back.size);
}

/* A tap on the field brings back what was written before. */
static void note_tapped(struct table *table, long character)
{
    if (table->put_away.size > 0) {
        bring_back(table);
        return;
    }
    str words = table_words(&table->all[table->question]);
    size_t at = 0;
    for (; character > 0 && at < words.size; character--)
        text_next(words, &at);
    table->caret = behind_letter(words, at);
}

void table_write(struct table *table, struct action action)
{
    struct arena *arena = arena_make();
    if (action.kind == ACTION_TYPE)
        note_letter(arena, table, (uint32_t)action.which);
    else if (action.kind == ACTION_ERASE)
        note_erased(arena, table);
    else if (action.kind == ACTION_CARET)
        note_caret(table, action.which);
    else
        note_tapped(table, action.which);
    arena_destroy(arena);
}

/* Another answer takes the place of words, and they come back with it. */
static void put_words_away(struct table *table)
{
    const struct table_answer *noted = &table->all[table->question];
    if (is_in_words(table) && noted->size > 0)
        table->put_away = *noted;
    table->caret = 0;
}

/* ---- answers -------------------------------------------------------------- */

static void note_many(const struct form_question *asked,
                      struct table_answer *noted, int choice)
{
    bool was_there = noted->many >> choice & 1;
    bool alone = asked->choices[choice].exclusive;
    for (int i = 0; i < asked->choice_count; i++)
        if (alone || asked->choices[i].exclusive)
            noted->many &= ~(1ULL << i);
    if (was_there)
        noted->many &= ~(1ULL << choice);
    else
        noted->many |= 1ULL << choice;
    noted->choice = FORM_BLANK;
    noted->given = noted->many != 0;
    if (!noted->given)
        rub_out(noted);
}

void table_choose(struct table *table, int choice)
{
    const struct form_question *asked =
        &table->form->questions[table->question];
    struct table_answer *noted = &table->all[table->question];
    bool many = asked->kind == FORM_MANY && choice >= 0;
    if (many && noted->given && noted->choice == FORM_BLANK) {
        note_many(asked, noted, choice);
        return;
    }
    bool again = !many && noted->given && noted->choice == choice;
    put_words_away(table);
    rub_out(noted);
    if (many)
        note_many(asked, noted, choice);
    else if (!again)
        noted->given = true, noted->choice = choice;
    else if (table->put_away.size > 0)
        bring_back(table);
}

void table_slide_to(struct table *table, long number)
{
    const struct form_question *asked =
        &table->form->questions[table->question];
    struct table_answer *noted = &table->all[table->question];
    long nearest = asked->start;
    for (long n = asked->start; n <= asked->end; n += asked->step)
        if (labs(2 * (n - number)) <= labs(2 * (nearest - number)))
            nearest = n;
    rub_out(noted);
    noted->given = true;
    noted->choice = FORM_BLANK;
    noted->number = nearest;
}

void table_slide_by(struct table *table, long by)
{
    const struct form_question *asked =
        &table->form->questions[table->question];
    const struct table_answer *noted = &table->all[table->question];
    bool set = noted->given && noted->choice == FORM_BLANK;
    long from = set ? noted->number : (asked->start + asked->end) / 2;
    table_slide_to(table, from + by * asked->tick);
}

/* ---- moving on ------------------------------------------------------------ */

void table_begin(struct table *table, const struct form *form)
{
    assert_true(form->question_count <= TABLE_QUESTIONS);
    memset(table, 0, sizeof *table);
    table->form = form;
    table->question = table_beside(table, -1, 1);
}

void table_forget(struct table *table)
{
    struct table_asking asking = table_ask(table);
    for (int i = 0; i < table->form->question_count; i++) {
        table->forgotten += !asking.asked[i] && table->all[i].given;
        if (!asking.asked[i])
            rub_out(&table->all[i]);
    }
}

int table_beside(const struct table *table, int from, int step)
{
    struct table_asking asking = table_ask(table);
    do
        from += step;
    while (from >= 0 && from < table->form->question_count &&
           !asking.asked[from]);
    return from;
}

void table_move(struct table *table, int step)
{
    int to = table_beside(table, table->question, step);
    if (to < 0 && !table->changing)
        return;
    table_forget(table);
    table->lost = table->changing;
    table->question = to;
    if (!table->lost)
        table_open(table);
}
