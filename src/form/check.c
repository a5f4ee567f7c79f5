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

/* The next brace at or behind `*at`, with what it closes in: "{n}" if it is
 * made well, else "{ n }", or a brace alone. */
static bool next_brace(str text, size_t *at, str *found)
{
    size_t from = *at;
    while (from < text.size && text.at[from] != '{' && text.at[from] != '}')
        from++;
    size_t to = from + 1;
    while (to < text.size && text.at[to] != '{' && text.at[to] != '}')
        to++;
    bool pair = to < text.size && text.at[from] == '{' && text.at[to] == '}';
    *at = pair ? to + 1 : from + 1;
    *found = text_slice(text, from, *at);
    return from < text.size;
}

static void check_slots(struct check *check, const struct form_phrase *phrase,
                        str english)
{
    str known = text_of(roles[phrase->role].slots);
    str slot;
    for (size_t at = 0; next_brace(english, &at, &slot);) {
        if (slot.size > 1 && text_find(known, slot) < known.size)
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
    if (counted && phrase->other.size && !has_slot(phrase->other, S("{n}")))
        fault_add(check->faults, phrase->at,
                  "there is no number in {words}; write {slot} where it goes",
                  SLOT("words", phrase->other), SLOT("slot", S("{n}")));
    if (phrase->role == FORM_ROLE_FINDING && english.size &&
        !has_slot(english, S("{who}")) && !has_slot(english, S("{list}")) &&
        !has_slot(english, S("{quotes}")))
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
    size_t at = 0;
    if (role->is_sentence && grade > MOST_GRADE)
        fault_add(check->faults, phrase->at,
                  "this reads at grade {grade}; write shorter words and "
                  "sentences, for grade 5",
                  SLOT("grade", grade_said(check->arena, grade)));
    while (role->to_person &&
           plain_jargon(phrase->english, &at, &word, &instead))
        fault_add(check->faults, phrase->at,
                  "“{word}” is a word of the office; write “{instead}” or say "
                  "it another way",
                  SLOT("word", word), SLOT("instead", instead));
}

/* What a service is called differs from place to place. */
static void check_service(struct check *check, const struct form_phrase *phrase,
                          str english)
{
    bool slot = has_slot(text_of(roles[phrase->role].slots), S("{service}"));
    str word;
    for (size_t at = 0; plain_service(english, &at, &word);)
        if (slot)
            fault_add(check->faults, phrase->at,
                      "“{word}” is what the service is called in some places; "
                      "write {slot}",
                      SLOT("word", word), SLOT("slot", S("{service}")));
        else
            fault_add(check->faults, phrase->at,
                      "“{word}” is what the service is called in some places; "
                      "leave it out",
                      SLOT("word", word));
}

/* Screens and the report break lines themselves. */
static void check_lines(struct check *check, const struct form_phrase *phrase,
                        str english)
{
    if (text_find(english, S("\n")) < english.size ||
        text_find(english, S("\r")) < english.size)
        fault_add(check->faults, phrase->at,
                  "there is a line end in this text; write it on one line");
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

/* Characters that have been named; a text full of strange ones is not
 * searched for ever. */
struct named {
    uint32_t characters[50];
    size_t count;
};

static bool is_named(struct named *named, uint32_t character)
{
    size_t most = sizeof named->characters / sizeof *named->characters;
    for (size_t i = 0; i < named->count; i++)
        if (named->characters[i] == character)
            return true;
    if (named->count == most)
        return true;
    named->characters[named->count++] = character;
    return false;
}

/* Line ends are broken there, not drawn. */
static void check_typeface(struct check *check,
                           const struct check_typeface *typeface, str text,
                           struct text_place at)
{
    struct named named = { .count = 0 };
    for (size_t next = 0; next < text.size;) {
        uint32_t character = text_next(text, &next);
        if (character == '\n' || character == '\r' ||
            typeface->has(typeface->self, character) ||
            is_named(&named, character))
            continue;
        fault_add(check->faults, at,
                  "the typeface {typeface} has no {character}; write it with "
                  "another character",
                  SLOT("typeface", typeface->name),
                  SLOT("character", character_said(check->arena, character)));
    }
}

void check_characters(struct check *check, str text, struct text_place at)
{
    for (size_t i = 0; i < check->typeface_count; i++)
        check_typeface(check, &check->typefaces[i], text, at);
}

/* Both at once, so that a character they share is named once. */
static void check_both(struct check *check, const struct form_phrase *phrase)
{
    struct text both = { .arena = check->arena };
    text_add(&both, phrase->english);
    text_add(&both, phrase->other);
    check_characters(check, text_view(&both), phrase->at);
}

static void check_text(struct check *check, const struct form_phrase *phrase,
                       str english)
{
    check_slots(check, phrase, english);
    check_service(check, phrase, english);
    check_lines(check, phrase, english);
}

static void check_phrase(struct check *check, const struct form_phrase *phrase)
{
    if (phrase->role == FORM_ROLE_NONE)
        return; /* the same English as the finding before it */
    check_text(check, phrase, phrase->english);
    check_text(check, phrase, phrase->other);
    check_subject(check, phrase);
    check_length(check, phrase);
    check_plain(check, phrase);
    check_both(check, phrase);
}

/* ---- findings ------------------------------------------------------------ */

/* The first choice that a finding's {list} could not name, or NULL. Those
 * that clear the others or are outside the base are in no list. */
static const struct form_choice *find_unlisted(
    const struct form_question *question, const struct form_finding *finding)
{
    for (int i = 0; i < finding->of_count; i++)
        if (!question->choices[finding->of[i]].listed_as)
            return &question->choices[finding->of[i]];
    for (int i = 0; finding->of_count == 0 && i < question->choice_count; i++) {
        const struct form_choice *choice = &question->choices[i];
        if (!choice->listed_as && !choice->exclusive && !choice->outside_base)
            return choice;
    }
    return NULL;
}

static void refuse_slot(struct check *check, const struct form_phrase *phrase,
                        str slot, str type)
{
    fault_add(check->faults, phrase->at,
              "{slot} goes only with a question of type {type}; leave it out",
              SLOT("slot", slot), SLOT("type", type));
}

/* Whether the question has what the slots of its finding stand for. */
static void check_sources(struct check *check,
                          const struct form_question *question,
                          const struct form_finding *finding,
                          const struct form_phrase *phrase)
{
    if (!phrase)
        return;
    if (question->kind != FORM_TEXT && has_slot(phrase->english, S("{quotes}")))
        refuse_slot(check, phrase, S("{quotes}"), S("text"));
    if (!has_slot(phrase->english, S("{list}")))
        return;
    const struct form_choice *unlisted = find_unlisted(question, finding);
    if (question->kind == FORM_TEXT || question->kind == FORM_SLIDER)
        refuse_slot(check, phrase, S("{list}"), S("select_multiple"));
    else if (unlisted)
        fault_add(check->faults, phrase->at,
                  "{choice} belongs in {slot} but has no listed_as; write how "
                  "it stands in a list",
                  SLOT("choice", unlisted->name), SLOT("slot", S("{list}")));
}

static void check_findings(struct check *check,
                           const struct form_question *question)
{
    for (int i = 0; i < question->finding_count; i++) {
        const struct form_finding *finding = &question->findings[i];
        check_sources(check, question, finding, finding->say);
        check_sources(check, question, finding, finding->then);
    }
}

/* ---- pictures ------------------------------------------------------------ */

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

static void check_pictures(struct check *check, const struct form *form,
                           const bool *shares)
{
    check_picture(check, form->image, form->image_at);
    for (int q = 0; q < form->question_count; q++) {
        const struct form_question *question = &form->questions[q];
        check_picture(check, question->image, question->image_at);
        for (int c = 0; c < question->choice_count && !shares[q]; c++)
            check_picture(check, question->choices[c].image,
                          question->choices[c].image_at);
    }
}

/* ---- the whole ----------------------------------------------------------- */

/* Whether the question has the list of choices of an earlier one, told by the
 * place of its first. Such a list is checked once, with the first question. */
static bool has_shared_list(const struct form *form, int question)
{
    if (form->questions[question].choice_count == 0)
        return false;
    struct text_place at = form->questions[question].choices[0].at;
    for (int q = 0; q < question; q++) {
        if (form->questions[q].choice_count == 0)
            continue;
        struct text_place other = form->questions[q].choices[0].at;
        if (other.line == at.line && other.column == at.column)
            return true;
    }
    return false;
}

/* For each question, so that thousands of phrases need no search. */
static const bool *find_shared_lists(struct arena *arena,
                                     const struct form *form)
{
    bool *shares = arena_array(arena, bool, form->question_count);
    for (int q = 0; q < form->question_count; q++)
        shares[q] = has_shared_list(form, q);
    return shares;
}

/* Only the words of choices hang in the list more than once. */
static bool is_repeated(const bool *shares, const struct form_phrase *phrase)
{
    return (phrase->role == FORM_ROLE_CHOICE ||
            phrase->role == FORM_ROLE_LISTED) &&
           phrase->question >= 0 && shares[phrase->question];
}

void check_form(struct check *check, const struct form *form)
{
    const bool *shares = find_shared_lists(check->arena, form);
    check->faults->file = form->file;
    for (const struct form_phrase *phrase = form->phrases; phrase;
         phrase = phrase->next)
        if (!is_repeated(shares, phrase))
            check_phrase(check, phrase);
    for (int q = 0; q < form->question_count; q++)
        check_findings(check, &form->questions[q]);
    check_pictures(check, form, shares);
}
