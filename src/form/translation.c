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

static void add_missing(struct check *check, const struct form *form,
                        const struct translation *translation,
                        const struct form_phrase *phrase)
{
    const struct po *po = translation->po;
    str language = words_own_name(translation->words, check->arena);
    if (phrase->role == FORM_ROLE_NONE) {
        fault_add(check->faults, phrase->at,
                  "“{english}” has no {language} for nobody; build the target "
                  "locales and translate it in {file}",
                  SLOT("english", phrase->english), SLOT("language", language),
                  SLOT("file", po->file));
        return;
    }
    const struct po_entry *older = find_older(form, po, phrase->context);
    if (older)
        fault_add(check->faults, phrase->at,
                  "the {language} of this text is for an older English "
                  "(“{older}”); build the target locales and mend {file}",
                  SLOT("language", language), SLOT("older", older->english),
                  SLOT("file", po->file));
    else
        fault_add(check->faults, phrase->at,
                  "“{english}” has no {language}; build the target locales "
                  "and translate it in {file}",
                  SLOT("english", phrase->english), SLOT("language", language),
                  SLOT("file", po->file));
}

static void check_words(struct check *check, const struct form *form,
                        const struct form_phrase *phrase, str said,
                        struct text_place at, bool welsh)
{
    const struct check_role *role = check_role(phrase->role);
    int words = text_words(said);
    str word;
    if (role->most_words && words > role->most_words)
        fault_add(check->faults, at,
                  "this has {words} words; write {most} at most",
                  COUNT("words", words), COUNT("most", role->most_words));
    enum plain_address meant = form->address == FORM_FAMILIAR ? PLAIN_TI
                                                              : PLAIN_CHI;
    if (!welsh || !role->to_person ||
        plain_address(said, meant, &word) == PLAIN_NOBODY)
        return;
    fault_add(check->faults, at,
              meant == PLAIN_TI
                  ? TEXT_KEY("“{word}” says chi to somebody who is ti in this "
                             "questionnaire; write it with ti")
                  : TEXT_KEY("“{word}” says ti to somebody who is chi in this "
                             "questionnaire; write it with chi"),
              SLOT("word", word));
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
    check->faults->file = po->file;
    for (int i = 0; i < entry->form_count; i++)
        check_words(check, form, phrase, entry->forms[i], entry->form_at[i],
                    is_welsh(po));
}

void translation_check(struct check *check, const struct form *form,
                       const struct translation *translation)
{
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

/* Whether every slot of `text` stands in `within` too; else which does not. */
static bool has_slots(str text, str within, str *missing)
{
    for (size_t at = 0; text_slot(text, &at, missing);)
        if (!has_slot(within, *missing))
            return false;
    return true;
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
    if (!has_slots(english, said, &slot) && !may_lack(entry, form, slot))
        fault_add(check->faults, entry->form_at[form],
                  "the slot “{slot}” of the English is missing; put it in, in "
                  "its braces",
                  SLOT("slot", slot));
    if (!has_slots(said, english, &slot))
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
    }
}
