/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/check.h"

#include <assert.h>

#include "base/arena.h"
#include "base/words.h"
#include "form/plain.h"

enum { MOST_GRADE = 50 }; /* tenths: grade 5 (I24) */

static const struct check_role roles[] = {
    [FORM_ROLE_TITLE] = { .most_words = 6, .most_letters = 40, .slots = "" },
    [FORM_ROLE_WHO] = { .to_person = true,
                        .is_sentence = true,
                        .most_words = 8,
                        .most_letters = 50,
                        .slots = "{service}" },
    [FORM_ROLE_OPENING] = { .slots = "{n}, {service}" },
    [FORM_ROLE_MEMBERS] = { .slots = "{service}" },
    [FORM_ROLE_COUNT] = { .slots = "{n}, {service}" },
    [FORM_ROLE_LABEL] = { .to_person = true,
                          .is_sentence = true,
                          .most_words = 15,
                          .most_letters = 110,
                          .slots = "{service}" },
    [FORM_ROLE_HINT] = { .to_person = true,
                         .is_sentence = true,
                         .most_words = 15,
                         .most_letters = 110,
                         .slots = "{service}" },
    [FORM_ROLE_ANOTHER_WAY] = { .to_person = true,
                                .is_sentence = true,
                                .most_words = 15,
                                .most_letters = 110,
                                .slots = "{service}" },
    [FORM_ROLE_CHOICE] = { .to_person = true,
                           .most_words = 8,
                           .most_letters = 45,
                           .slots = "{service}" },
    [FORM_ROLE_LISTED] = { .most_words = 8, .slots = "{service}" },
    [FORM_ROLE_FINDING] = { .slots = "{who}, {list}, {quotes}, {service}" },
    [FORM_ROLE_NONE] = { .slots = "{who}, {service}" },
    [FORM_ROLE_THEN] = { .slots = "{who}, {n}, {list}, {quotes}, {service}" },
    [FORM_ROLE_PASSED] = { .slots = "{service}" },
};
static_assert(sizeof roles / sizeof *roles == FORM_ROLES,
              "rules for every role");

const struct check_role *check_role(enum form_role role)
{
    return &roles[role];
}

/* "{name}" */
static str in_braces(struct arena *arena, str name)
{
    struct text text = { .arena = arena };
    text_add_char(&text, '{');
    text_add(&text, name);
    text_add_char(&text, '}');
    return text_view(&text);
}

static void check_slots(struct check *check, const struct form_phrase *phrase,
                        str english)
{
    str known = text_of(roles[phrase->role].slots);
    str name;
    for (size_t at = 0; text_slot(english, &at, &name);) {
        str slot = in_braces(check->arena, name);
        if (text_find(known, slot) < known.size)
            continue;
        if (known.size > 0)
            fault_add(check->faults, phrase->at,
                      "{slot} is not known here; write one of: {known}",
                      SLOT("slot", slot), SLOT("known", known));
        else
            fault_add(check->faults, phrase->at,
                      "{slot} is not known here; write the words themselves",
                      SLOT("slot", slot));
    }
}

static bool has_slot(str english, str slot)
{
    return text_find(english, slot) < english.size;
}

/* A finding must say of whom, of what, or in whose words. */
static void check_subject(struct check *check, const struct form_phrase *phrase)
{
    str english = phrase->english;
    bool counted = phrase->role == FORM_ROLE_COUNT ||
                   phrase->role == FORM_ROLE_OPENING;
    if (counted && !has_slot(phrase->other, S("{n}")))
        fault_add(check->faults, phrase->at,
                  "there is no number in {words}; write {slot} where it goes",
                  SLOT("words", phrase->other), SLOT("slot", S("{n}")));
    if (phrase->role == FORM_ROLE_FINDING && !has_slot(english, S("{who}")) &&
        !has_slot(english, S("{list}")) && !has_slot(english, S("{quotes}")))
        fault_add(check->faults, phrase->at,
                  "this finding counts nobody; begin it with {slot}",
                  SLOT("slot", S("{who}")));
    if ((phrase->role == FORM_ROLE_FINDING || phrase->role == FORM_ROLE_THEN ||
         phrase->role == FORM_ROLE_PASSED) &&
        text_ends(english, S(".")))
        fault_add(check->faults, phrase->at,
                  "a finding is joined with others; leave the full stop out");
}

static void check_length(struct check *check, const struct form_phrase *phrase)
{
    const struct check_role *role = &roles[phrase->role];
    int words = text_words(phrase->english);
    int letters = (int)text_length(phrase->english);
    if (role->most_words && words > role->most_words)
        fault_add(check->faults, phrase->at,
                  "this has {words} words; write {most} at most",
                  COUNT("words", words), COUNT("most", role->most_words));
    else if (role->most_letters && letters > role->most_letters)
        fault_add(check->faults, phrase->at,
                  "this has {letters} letters; write {most} at most",
                  COUNT("letters", letters), COUNT("most", role->most_letters));
}

/* "6.2" */
static str grade_said(struct arena *arena, int grade)
{
    struct text text = { .arena = arena };
    text_add_number(&text, grade / 10);
    text_add_char(&text, '.');
    text_add_number(&text, grade % 10);
    return text_view(&text);
}

static void check_plain(struct check *check, const struct form_phrase *phrase)
{
    const struct check_role *role = &roles[phrase->role];
    str word;
    str instead;
    int grade = plain_grade(phrase->english);
    if (role->is_sentence && grade > MOST_GRADE)
        fault_add(check->faults, phrase->at,
                  "this reads at grade {grade}; write shorter words and "
                  "sentences, for grade 5",
                  SLOT("grade", grade_said(check->arena, grade)));
    if (role->to_person && plain_jargon(phrase->english, &word, &instead))
        fault_add(check->faults, phrase->at,
                  "“{word}” is a word of the office; write “{instead}” or say "
                  "it another way",
                  SLOT("word", word), SLOT("instead", instead));
}

/* The character as itself and as U+0057. */
static str character_said(struct arena *arena, uint32_t character)
{
    static const char digits[] = "0123456789ABCDEF";
    struct text text = { .arena = arena };
    char bytes[4];
    text_add(&text, (str){ bytes, text_encode(character, bytes) });
    text_add(&text, S(" (U+"));
    for (int shift = character > 0xFFFF ? 20 : 12; shift >= 0; shift -= 4)
        text_add_char(&text, digits[character >> shift & 0xF]);
    text_add(&text, S(")"));
    return text_view(&text);
}

void check_characters(struct check *check, str text, struct text_place at)
{
    for (size_t next = 0; next < text.size;) {
        uint32_t character = text_next(text, &next);
        for (size_t i = 0; i < check->typeface_count; i++) {
            const struct check_typeface *typeface = &check->typefaces[i];
            if (character == '\n' || typeface->has(typeface->self, character))
                continue;
            fault_add(
                check->faults, at,
                "the typeface {typeface} has no {character}; write it "
                "with another character",
                SLOT("typeface", typeface->name),
                SLOT("character", character_said(check->arena, character)));
        }
    }
}

static void check_phrase(struct check *check, const struct form_phrase *phrase)
{
    if (phrase->role == FORM_ROLE_NONE)
        return; /* the same English as the finding before it */
    check_slots(check, phrase, phrase->english);
    check_slots(check, phrase, phrase->other);
    check_subject(check, phrase);
    check_length(check, phrase);
    check_plain(check, phrase);
    check_characters(check, phrase->english, phrase->at);
    check_characters(check, phrase->other, phrase->at);
}

static void check_picture(struct check *check, str image, struct text_place at)
{
    if (image.size == 0)
        return; /* left out: that fault stands already */
    for (size_t i = 0; i < check->picture_count; i++)
        if (text_equal(check->pictures[i], image))
            return;
    fault_add(check->faults, at,
              "there is no picture {image}; draw assets/pictures/{image}.svg "
              "or choose another",
              SLOT("image", image));
}

/* A shared list is checked once, with the first question that uses it. */
static bool is_first_use(const struct form *form, int question, int choice)
{
    struct text_place at = form->questions[question].choices[choice].at;
    for (int q = 0; q < question; q++)
        for (int c = 0; c < form->questions[q].choice_count; c++) {
            struct text_place other = form->questions[q].choices[c].at;
            if (other.line == at.line && other.column == at.column)
                return false;
        }
    return true;
}

static void check_pictures(struct check *check, const struct form *form)
{
    check_picture(check, form->image, form->image_at);
    for (int q = 0; q < form->question_count; q++) {
        const struct form_question *question = &form->questions[q];
        check_picture(check, question->image, question->image_at);
        for (int c = 0; c < question->choice_count; c++)
            if (is_first_use(form, q, c))
                check_picture(check, question->choices[c].image,
                              question->choices[c].image_at);
    }
}

static bool is_repeated(const struct form *form,
                        const struct form_phrase *phrase)
{
    for (const struct form_phrase *before = form->phrases; before != phrase;
         before = before->next)
        if (before->at.line == phrase->at.line &&
            before->at.column == phrase->at.column &&
            before->role == phrase->role)
            return true;
    return false;
}

void check_form(struct check *check, const struct form *form)
{
    check->faults->file = form->file;
    for (const struct form_phrase *phrase = form->phrases; phrase;
         phrase = phrase->next)
        if (!is_repeated(form, phrase))
            check_phrase(check, phrase);
    check_pictures(check, form);
}
