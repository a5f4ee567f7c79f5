/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verbs/entry.h"

#include "base/arena.h"
#include "base/words.h"

static str day_of(const struct call *call, const struct releases_entry *entry)
{
    return words_date(call->words, call->arena, entry->when.year,
                      entry->when.month, entry->when.day);
}

static void tell_news(const struct call *call, enum releases_news news,
                      const struct releases_entry *before)
{
    if (news == RELEASES_REWORDED)
        call_say(call, stderr,
                 "the numbers are those that were given out on {day}, but the "
                 "file is another one, as with another quote or a newer "
                 "program; both are in the register now",
                 SLOT("day", day_of(call, before)));
    if (news == RELEASES_RENUMBERED)
        call_say(call, stderr,
                 "the numbers are not those that were given out on {day}; both "
                 "are in the register now",
                 SLOT("day", day_of(call, before)));
    if (news == RELEASES_SAME && !call->quiet)
        call_say(call, stderr,
                 "this is the same file that was given out on {day}",
                 SLOT("day", day_of(call, before)));
}

bool entry_make(const struct call *call, struct releases *releases,
                const struct entry_file *file, struct fault *fault)
{
    const struct release *release = file->release;
    struct clock clock = clock_of_machine();
    struct releases_form *forms = arena_array(call->arena, struct releases_form,
                                              release->form_count);
    for (int f = 0; f < release->form_count; f++) {
        const struct safe_table *table = release->forms[f].table;
        forms[f].form = guard_form(table)->id;
        forms[f].numbers = releases_numbers(call->arena, table);
    }
    const struct releases_entry entry = {
        .when = clock_today(&clock),
        .verb = text_of(call->verb),
        .format = file->format,
        .language = words_language(release->words),
        .profile = release->profile,
        .recipient = release->recipient,
        .forms = forms,
        .form_count = release->form_count,
        .file = digest_of(file->bytes),
    };
    enum releases_news news;
    const struct releases_entry *before;
    if (!releases_enter(releases, &entry, &news, &before, fault))
        return false;
    tell_news(call, news, before);
    return true;
}

static void show_entry(const struct call *call,
                       const struct releases_entry *entry)
{
    struct text forms = { .arena = call->arena };
    for (int f = 0; f < entry->form_count; f++) {
        text_add(&forms, f ? S(", ") : S(""));
        text_add(&forms, entry->forms[f].form);
    }
    if (entry->profile == GUARD_PUBLICATION)
        call_say(call, stdout,
                 "{day}: {verb} as {format} in {language} of {forms}, for "
                 "publication",
                 SLOT("day", day_of(call, entry)), SLOT("verb", entry->verb),
                 SLOT("format", entry->format),
                 SLOT("language", entry->language),
                 SLOT("forms", text_view(&forms)));
    else
        call_say(
            call, stdout,
            "{day}: {verb} as {format} in {language} of {forms}, for "
            "inspection by {name}",
            SLOT("day", day_of(call, entry)), SLOT("verb", entry->verb),
            SLOT("format", entry->format), SLOT("language", entry->language),
            SLOT("forms", text_view(&forms)), SLOT("name", entry->recipient));
    call_say(call, stdout, "    SHA-256 {digest}",
             SLOT("digest", digest_letters(call->arena, &entry->file)));
}

void entry_show(const struct call *call, const struct releases *releases,
                str collection)
{
    for (int i = 0; i < releases_count(releases); i++)
        show_entry(call, releases_at(releases, i));
    if (releases_count(releases) == 0)
        call_say(call, stdout,
                 "Nothing was given out of the collection “{name}” yet",
                 SLOT("name", collection));
}
