/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verbs/seating.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/catalogue.h"
#include "base/file.h"
#include "ui/pairs.h"
#include "verbs/library.h"
#include "verbs/share.h"

enum { SIZE_LEAST = 200, SIZE_MOST = 10000 };

/* ---- questionnaires ------------------------------------------------------ */

static bool read_forms(struct seating *seating, struct faults *faults)
{
    struct call *call = seating->call;
    struct fault fault = { .arena = call->arena };
    str *files = NULL;
    size_t count = 0;
    if (!library_files(call, &files, &count, &fault)) {
        fault_adopt(faults, &fault);
        return false;
    }
    seating->forms = arena_array(call->arena, const struct form *, count + 1);
    for (size_t i = 0; i < count; i++) {
        struct form *form = library_form(call->arena, files[i], faults);
        if (form)
            seating->forms[seating->plan.form_count++] = form;
    }
    return faults->count == 0;
}

/* Young people stand before victims: most who sit down are young people. */
static int by_address(const void *a, const void *b)
{
    const struct form *const *one = a;
    const struct form *const *other = b;
    return (int)(*one)->address - (int)(*other)->address;
}

static struct pairs_names form_names(const struct seating *seating)
{
    int count = seating->plan.form_count;
    str *names = arena_array(seating->call->arena, str, count + 1);
    for (int i = 0; i < count; i++)
        names[i] = seating->forms[i]->id;
    return (struct pairs_names){ names, (size_t)count };
}

/* ---- what staff can set --------------------------------------------------- */

static bool read_settings(struct seating *seating,
                          const struct seating_wish *wish,
                          struct faults *faults)
{
    struct call *call = seating->call;
    struct pairs_names names = form_names(seating);
    str own = share_path(call->arena, call->share, "locales/support.txt");
    str folder = wish->by_hand ? S("") : call->data;
    seating->plan.settings = folder.size ? settings_load(call->arena, folder,
                                                         &names, faults)
                                         : settings_default();
    seating->plan.support = support_load(call->arena, folder, own, &names,
                                         faults);
    return faults->count == 0;
}

static enum call_result choose_form(struct seating *seating, const char *form)
{
    str name = form ? text_of(form) : seating->plan.settings.questionnaire;
    struct pairs_names names = form_names(seating);
    struct fault fault = { .arena = seating->call->arena };
    seating->plan.only_form = (int)pairs_find(&names, name);
    if (name.size == 0 || seating->plan.only_form >= 0)
        return CALL_DONE;
    fault_set(&fault,
              "there is no questionnaire {name}; “yoursay check” lists what "
              "there is",
              SLOT("name", name));
    return call_refuse(seating->call, &fault);
}

/* ---- languages ------------------------------------------------------------ */

static const char *const codes[SEAT_LANGUAGES] = { "cy", "en" };

static bool open_language(struct seating *seating, int which,
                          struct fault *fault)
{
    struct seat_plan *plan = &seating->plan;
    const struct collection *collection = outbox_collection(plan->outbox);
    bool is_welsh = which == 0;
    int at = plan->language_count++;
    plan->titles[at] = is_welsh && collection->title_cy.size
                           ? collection->title_cy
                           : collection->title;
    if (plan->titles[at].size == 0)
        plan->titles[at] = S("YOS");
    plan->languages[at] = call_words(seating->call->arena, seating->call->share,
                                     text_of(codes[which]),
                                     &seating->catalogues[at], fault);
    return plan->languages[at] != NULL;
}

/* A collection that is held in one language is asked in that one. */
static bool open_languages(struct seating *seating, struct fault *fault)
{
    str held = outbox_collection(seating->plan.outbox)->language;
    for (int i = 0; i < SEAT_LANGUAGES; i++) {
        bool other = text_equal(held, text_of(codes[1 - i]));
        if (!other && !open_language(seating, i, fault))
            return false;
    }
    return true;
}

/* Words that are out of date are not in a compiled catalogue, so what is not
 * found there is what people would see in the other language. */
static void find_untranslated(struct seating *seating, int language,
                              const struct form *form, struct faults *faults)
{
    struct call *call = seating->call;
    const struct words *words = seating->plan.languages[language];
    str found;
    faults->file = form->file;
    for (const struct form_phrase *phrase = form->phrases; phrase;
         phrase = phrase->next)
        if (phrase->english.size > 0 &&
            !catalogue_find(seating->catalogues[language], phrase->context,
                            phrase->english, &found))
            fault_add(faults, phrase->at,
                      "“{english}” has no {language}; build the target "
                      "locales and translate it in {file}",
                      SLOT("english", phrase->english),
                      SLOT("language", words_own_name(words, call->arena)),
                      SLOT("file", share_path(call->arena, call->share,
                                              "locales/cy.po")));
}

/* An incomplete pair of languages is not opened (I28). */
static bool are_translated(struct seating *seating, struct faults *faults)
{
    for (int i = 0; i < seating->plan.language_count; i++)
        for (int k = 0; seating->catalogues[i] && k < seating->plan.form_count;
             k++)
            find_untranslated(seating, i, seating->forms[k], faults);
    return faults->count == 0;
}

/* ---- the store ------------------------------------------------------------ */

/* Nobody sees a kiosk that has nowhere to put an answer. One whose store cannot
 * take any in is another matter: people are told to ask a worker. */
static bool is_set_up(struct outbox *outbox, struct fault *fault)
{
    struct fault found = { .arena = fault->arena };
    if (outbox_collection(outbox)->name.size > 0 ||
        outbox_state(outbox, &found) != OUTBOX_NONE)
        return true;
    *fault = found;
    return false;
}

static bool open_outbox(struct seating *seating,
                        const struct seating_wish *wish, struct fault *fault)
{
    struct call *call = seating->call;
    struct seat_plan *plan = &seating->plan;
    const char *runtime = getenv("XDG_RUNTIME_DIR");
    if (wish->practice) {
        plan->outbox = outbox_practice(S("both"));
        return true;
    }
    if (!call_data(call, fault))
        return false;
    plan->outbox = outbox_open(call->data, fault);
    if (!plan->outbox || !is_set_up(plan->outbox, fault))
        return false;
    if (runtime)
        plan->draft = draft_open(call->arena, text_of(runtime));
    return true;
}

/* ---- all together --------------------------------------------------------- */

static bool open_canvas(struct seating *seating, struct fault *fault)
{
    struct call *call = seating->call;
    str pictures = share_path(call->arena, call->share, "assets/pictures");
    seating->plan.typefaces = typeface_set_open(call->arena, fault);
    if (seating->plan.typefaces)
        seating->canvas = canvas_make(call->arena, seating->plan.typefaces,
                                      pictures, fault);
    return seating->canvas != NULL;
}

static enum call_result open_rest(struct seating *seating,
                                  const struct seating_wish *wish,
                                  struct faults *faults)
{
    struct fault fault = { .arena = seating->call->arena };
    if (!open_outbox(seating, wish, &fault) ||
        !open_languages(seating, &fault) || !open_canvas(seating, &fault))
        return call_refuse(seating->call, &fault);
    if (are_translated(seating, faults))
        return CALL_DONE;
    call_faults(seating->call, stderr, faults);
    return CALL_REFUSED;
}

enum call_result seating_open(struct seating *seating, struct call *call,
                              const struct seating_wish *wish)
{
    struct faults faults = { .arena = call->arena };
    *seating = (struct seating){
        .call = call,
        .clock = wish->by_hand ? clock_by_hand() : clock_of_machine(),
        .plan = { .practice = wish->practice },
    };
    seating->plan.clock = &seating->clock;
    if (!read_forms(seating, &faults) ||
        !read_settings(seating, wish, &faults)) {
        call_faults(call, stderr, &faults);
        return CALL_REFUSED;
    }
    qsort((void *)seating->forms, (size_t)seating->plan.form_count,
          sizeof(struct form *), by_address);
    seating->plan.forms = seating->forms;
    enum call_result result = choose_form(seating, wish->form);
    return result == CALL_DONE ? open_rest(seating, wish, &faults) : result;
}

void seating_close(struct seating *seating)
{
    struct seat_plan *plan = &seating->plan;
    draft_close(plan->draft);
    canvas_destroy(seating->canvas);
    typeface_set_close(plan->typefaces);
    for (int i = 0; i < plan->language_count; i++) {
        words_close((struct words *)(uintptr_t)plan->languages[i]);
        catalogue_close(seating->catalogues[i]);
    }
    outbox_close(plan->outbox);
}

bool seating_size(str size, int *width, int *height)
{
    str wide;
    long w;
    long h;
    if (!text_cut(&size, 'x', &wide) || !text_integer(wide, &w) ||
        !text_integer(size, &h) || w < SIZE_LEAST || w > SIZE_MOST ||
        h < SIZE_LEAST || h > SIZE_MOST)
        return false;
    *width = (int)w;
    *height = (int)h;
    return true;
}
