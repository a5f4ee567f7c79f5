/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/translation.h"

#include "base/words.h"
#include "form/plain.h"

static bool is_welsh(const struct po *po)
{
    return text_equal(po->language, S("cy"));
}

/* ---- one text of a questionnaire ----------------------------------------- */

static bool has_english(const struct form *form, str context, str english)
{
    for (const struct form_phrase *phrase = form->phrases; phrase;
         phrase = phrase->next)
        if (text_equal(phrase->context, context) &&
            text_equal(phrase->english, english))
            return true;
    return false;
}

/* The entry that was for this text before its English was changed. */
static const struct po_entry *find_older(const struct form *form,
                                         const struct po *po, str context)
{
    for (const struct po_entry *entry = po->first; entry; entry = entry->next)
        if (text_equal(entry->context, context) &&
            !has_english(form, context, entry->english))
            return entry;
    return NULL;
}

static void add_untranslated(struct check *check,
                             const struct translation *translation,
                             struct text_place at, str english)
{
    fault_add(
        check->faults, at,
        "“{english}” has no {language}; build the target locales and "
        "translate it in {file}",
        SLOT("english", english),
        SLOT("language", words_own_name(translation->words, check->arena)),
        SLOT("file", translation->po->file));
}

static void add_older(struct check *check,
                      const struct translation *translation,
                      struct text_place at, str older)
{
    fault_add(
        check->faults, at,
        "the {language} of this text is for an older English "
        "(“{older}”); build the target locales and mend {file}",
        SLOT("language", words_own_name(translation->words, check->arena)),
        SLOT("older", older), SLOT("file", translation->po->file));
}

static void add_missing(struct check *check, const struct form *form,
                        const struct translation *translation,
                        const struct form_phrase *phrase)
{
    const struct po *po = translation->po;
    if (phrase->role == FORM_ROLE_NONE) {
        str language = words_own_name(translation->words, check->arena);
        fault_add(check->faults, phrase->at,
                  "“{english}” has no {language} for nobody; build the target "
                  "locales and translate it in {file}",
                  SLOT("english", phrase->english), SLOT("language", language),
                  SLOT("file", po->file));
        return;
    }
    /* A fault that will only be counted is not worth the search. */
    const struct po_entry *older = NULL;
    if (check->faults->count < FAULT_MOST)
        older = find_older(form, po, phrase->context);
    if (older)
        add_older(check, translation, phrase->at, older->english);
    else
        add_untranslated(check, translation, phrase->at, phrase->english);
}

/* Whether the plural is still the one that was translated. */
static bool has_same_plural(struct check *check,
                            const struct translation *translation,
                            const struct form_phrase *phrase,
                            const struct po_entry *entry)
{
    bool left_out = phrase->other.size == 0 &&
                    (phrase->role == FORM_ROLE_OPENING ||
                     phrase->role == FORM_ROLE_COUNT);
    if (left_out || text_equal(phrase->other, entry->other))
        return true; /* what is left out has a fault of its own */
    if (entry->other.size > 0)
        add_older(check, translation, phrase->at, entry->other);
    else
        add_untranslated(check, translation, phrase->at, phrase->other);
    return false;
}

/* Welsh says the same with more letters than English. */
static int most_letters(const struct check_role *role)
{
    return role->most_letters * 3 / 2;
}

static void check_length(struct check *check, const struct check_role *role,
                         str said, struct text_place at)
{
    int words = text_words(said);
    int letters = (int)text_length(said);
    if (role->most_words && words > role->most_words)
        fault_add(check->faults, at,
                  "this has {words} words; write {most} at most",
                  COUNT("words", words), COUNT("most", role->most_words));
    else if (role->most_letters && letters > most_letters(role))
        fault_add(check->faults, at,
                  "this has {letters} letters; write {most} at most",
                  COUNT("letters", letters), COUNT("most", most_letters(role)));
}

/* Whether the Welsh speaks to people as it should. */
static void check_address(struct check *check, enum form_address address,
                          str said, struct text_place at)
{
    enum plain_address meant = address == FORM_FAMILIAR ? PLAIN_TI : PLAIN_CHI;
    str word;
    if (plain_address(said, meant, &word) == PLAIN_NOBODY)
        return;
    fault_add(check->faults, at,
              meant == PLAIN_TI
                  ? TEXT_KEY("“{word}” says chi to somebody who is ti here; "
                             "write it with ti")
                  : TEXT_KEY("“{word}” says ti to somebody who is chi here; "
                             "write it with chi"),
              SLOT("word", word));
}

static void check_words(struct check *check, const struct form *form,
                        const struct form_phrase *phrase, str said,
                        struct text_place at, bool welsh)
{
    const struct check_role *role = check_role(phrase->role);
    check_length(check, role, said, at);
    if (welsh && role->to_person)
        check_address(check, form->address, said, at);
}

static void check_phrase(struct check *check, const struct form *form,
                         const struct translation *translation,
                         const struct form_phrase *phrase)
{
    const struct po *po = translation->po;
    const struct po_entry *entry = po_find(po, phrase->context,
                                           phrase->english);
    check->faults->file = form->file;
    if (!entry) {
        add_missing(check, form, translation, phrase);
        return;
    }
    if (!has_same_plural(check, translation, phrase, entry))
        return;
    check->faults->file = po->file;
    for (int i = 0; i < entry->form_count; i++)
        check_words(check, form, phrase, entry->forms[i], entry->form_at[i],
                    is_welsh(po));
}

void translation_check(struct check *check, const struct form *form,
                       const struct translation *translation)
{
    if (form->id.size == 0)
        return; /* no context is right; the id's own fault stands already */
    for (const struct form_phrase *phrase = form->phrases; phrase;
         phrase = phrase->next)
        if (phrase->english.size > 0)
            check_phrase(check, form, translation, phrase);
    check->faults->file = form->file;
}

/* ---- one entry of a translators' file ------------------------------------ */

static bool has_slot(str text, str slot)
{
    str name;
    for (size_t at = 0; text_slot(text, &at, &name);)
        if (text_equal(name, slot))
            return true;
    return false;
}

/* The next slot of `text`, at or behind `*at`, that `within` does not have. */
static bool next_missing(str text, str within, size_t *at, str *missing)
{
    while (text_slot(text, at, missing))
        if (!has_slot(within, *missing))
            return true;
    return false;
}

/* The one number that a form is for needs no slot: "un plentyn". */
static bool may_lack(const struct po_entry *entry, int form, str slot)
{
    return entry->other.size > 0 && form + 1 < entry->form_count &&
           text_equal(slot, S("n"));
}

static void check_slots(struct check *check, const struct po_entry *entry,
                        int form)
{
    str english = entry->other.size ? entry->other : entry->english;
    str said = entry->forms[form];
    str slot;
    for (size_t at = 0; next_missing(english, said, &at, &slot);)
        if (!may_lack(entry, form, slot))
            fault_add(check->faults, entry->form_at[form],
                      "the slot “{slot}” of the English is missing; put it "
                      "in, in its braces",
                      SLOT("slot", slot));
    for (size_t at = 0; next_missing(said, english, &at, &slot);)
        fault_add(check->faults, entry->form_at[form],
                  "the English has no slot “{slot}”; take it out",
                  SLOT("slot", slot));
}

static void check_forms(struct check *check, const struct po_entry *entry,
                        const struct words *words)
{
    int wanted = entry->other.size ? (int)words_plural_count(words) : 1;
    if (entry->form_count != wanted)
        fault_add(check->faults, entry->at,
                  "this text has {count} plural forms; this language needs "
                  "{wanted}",
                  COUNT("count", entry->form_count), COUNT("wanted", wanted));
    for (int i = 0; i < entry->form_count; i++) {
        if (text_trim(entry->forms[i]).size == 0) {
            fault_add(check->faults, entry->at,
                      "“{english}” is not translated; write the {language}",
                      SLOT("english", entry->english),
                      SLOT("language", words_own_name(words, check->arena)));
            return;
        }
        check_slots(check, entry, i);
        check_characters(check, entry->forms[i], entry->form_at[i]);
    }
}

/* How the program speaks to people: to staff without a context, and at the
 * screen in one of these. False: a questionnaire knows. */
static bool is_spoken(const struct po_entry *entry, enum form_address *address)
{
    *address = text_equal(entry->context, S("familiar")) ? FORM_FAMILIAR
                                                         : FORM_FORMAL;
    return entry->context.size == 0 || *address == FORM_FAMILIAR ||
           text_equal(entry->context, S("formal"));
}

/* Where the English speaks of the words themselves, so does the Welsh. */
static void check_spoken(struct check *check, const struct po_entry *entry)
{
    enum form_address address;
    str word;
    if (!is_spoken(entry, &address) ||
        plain_address(entry->english, PLAIN_NOBODY, &word) != PLAIN_NOBODY)
        return;
    for (int i = 0; i < entry->form_count; i++)
        check_address(check, address, entry->forms[i], entry->form_at[i]);
}

void translation_check_file(struct check *check,
                            const struct translation *translation)
{
    check->faults->file = translation->po->file;
    for (const struct po_entry *entry = translation->po->first; entry;
         entry = entry->next) {
        if (entry->out_of_date)
            fault_add(check->faults, entry->at,
                      "the words for “{english}” are out of date; mend them "
                      "and take the mark fuzzy away",
                      SLOT("english", entry->english));
        check_forms(check, entry, translation->words);
        if (is_welsh(translation->po))
            check_spoken(check, entry);
    }
}
