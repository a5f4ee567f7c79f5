/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verbs/harvest.h"

#include <stdlib.h>

#include "base/arena.h"
#include "keep/glance.h"
#include "verbs/library.h"
#include "verbs/meter.h"

/* ---- questionnaires ------------------------------------------------------- */

static int by_address(const void *a, const void *b)
{
    const struct form *const *one = a;
    const struct form *const *other = b;
    return (int)(*one)->address - (int)(*other)->address;
}

static void read_forms(struct harvest *harvest, struct faults *faults)
{
    struct call *call = harvest->call;
    struct fault fault = { .arena = call->arena };
    str *files = NULL;
    size_t count = 0;
    if (!library_files(call, &files, &count, &fault)) {
        fault_adopt(faults, &fault);
        return;
    }
    const struct form **forms = arena_array(call->arena, const struct form *,
                                            count + 1);
    for (size_t i = 0; i < count; i++) {
        const struct form *form = library_form(call->arena, files[i], faults);
        if (form)
            forms[harvest->form_count++] = form;
    }
    qsort((void *)forms, (size_t)harvest->form_count, sizeof *forms,
          by_address);
    harvest->forms = forms;
}

enum call_result harvest_forms(struct harvest *harvest, struct call *call)
{
    struct faults faults = { .arena = call->arena };
    *harvest = (struct harvest){ .call = call };
    read_forms(harvest, &faults);
    if (faults.count == 0)
        return CALL_DONE;
    call_faults(call, stderr, &faults);
    return CALL_REFUSED;
}

/* ---- the collection ------------------------------------------------------- */

/* Opening a store looks through all of it: a glance tells which is meant. Those
 * that a glance says nothing of are opened, which mends them. */
static bool is_called(struct harvest *harvest, int number, str name)
{
    struct call *call = harvest->call;
    struct desk *desk = &harvest->desk;
    struct fault passed_over = { .arena = call->arena };
    struct about about;
    if (glance_about(call->arena,
                     place_folder(call->arena, desk->place, number), &about))
        return text_equal(about.collection.name, name);
    return desk_open_number(desk, number, &passed_over) &&
           text_equal(store_about(desk->store)->collection.name, name);
}

static bool open_named(struct harvest *harvest, str name, struct fault *fault)
{
    struct desk *desk = &harvest->desk;
    if (!desk_hold(desk, harvest->call, fault))
        return false;
    int number = place_newest(desk->place);
    while (number > 0 && !is_called(harvest, number, name))
        number--;
    if (number > 0)
        return desk_open_number(desk, number, fault);
    return fault_set(fault,
                     "there is no collection “{name}” in {folder}; write its "
                     "name as it was given, or leave --collection out for the "
                     "newest one",
                     SLOT("name", name), SLOT("folder", harvest->call->data));
}

bool harvest_open_any(struct harvest *harvest, const char *collection,
                      struct fault *fault)
{
    return collection ? open_named(harvest, text_of(collection), fault)
                      : desk_open(&harvest->desk, harvest->call, fault);
}

bool harvest_open(struct harvest *harvest, const char *collection,
                  struct fault *fault)
{
    if (!harvest_open_any(harvest, collection, fault))
        return false;
    const struct about *about = store_about(harvest->desk.store);
    return about->closed ||
           fault_set(fault,
                     "the collection “{name}” is still open, and until it is "
                     "closed only the number of answers is told; end it with "
                     "“yoursay close” first",
                     SLOT("name", about->collection.name));
}

bool harvest_unlock(struct harvest *harvest, const struct desk_key *key,
                    struct fault *fault)
{
    harvest->secret = desk_unlock(&harvest->desk, key, fault);
    return harvest->secret;
}

str harvest_folder(const struct harvest *harvest)
{
    return place_folder(harvest->call->arena, harvest->desk.place,
                        harvest->desk.number);
}

/* ---- everything in it ----------------------------------------------------- */

static void tell_sealed(const struct call *call,
                        const struct gather_count *count)
{
    if (count->sealed > 0)
        call_count(call, stderr,
                   "{n} answer is not counted: it does not open with this key, "
                   "or was altered",
                   "{n} answers are not counted: they do not open with this "
                   "key, or were altered",
                   count->sealed);
    if (count->damaged > 0)
        call_count(call, stderr, "{n} answer is not counted: it is damaged",
                   "{n} answers are not counted: they are damaged",
                   count->damaged);
    if (count->newer > 0)
        call_count(call, stderr,
                   "{n} answer is not counted: it was made by a newer program; "
                   "install the newest one",
                   "{n} answers are not counted: they were made by a newer "
                   "program; install the newest one",
                   count->newer);
    if (count->elsewhere > 0)
        call_count(call, stderr,
                   "{n} answer is not counted: it was given to another "
                   "collection",
                   "{n} answers are not counted: they were given to another "
                   "collection",
                   count->elsewhere);
}

static void tell_forms(const struct call *call,
                       const struct gather_count *count)
{
    if (count->unknown > 0) {
        call_count(call, stderr,
                   "{n} answer is not counted: its questionnaire is not here",
                   "{n} answers are not counted: their questionnaire is not "
                   "here",
                   count->unknown);
        call_say(call, stderr,
                 "the questionnaire that is missing is “{form}”; put it back",
                 SLOT("form", count->unknown_form));
    }
    if (count->misfits > 0) {
        call_count(call, stderr,
                   "{n} answer is not counted: it was given to another version "
                   "of its questionnaire",
                   "{n} answers are not counted: they were given to another "
                   "version of their questionnaire",
                   count->misfits);
        call_say(call, stderr,
                 "the questionnaire that was changed is “{form}”; put the "
                 "version back that was answered",
                 SLOT("form", count->misfit_form));
    }
}

bool harvest_run(struct harvest *harvest, const struct gather_taker *takers,
                 int taker_count, struct fault *fault)
{
    struct call *call = harvest->call;
    struct meter meter = { 0 };
    harvest->plan = (struct gather_plan){
        .forms = harvest->forms,
        .form_count = harvest->form_count,
        .collection = store_about(harvest->desk.store)->collection.name,
        .takers = takers,
        .taker_count = taker_count,
    };
    harvest->gather = gather_begin(call->arena, &harvest->plan);
    meter_begin(&meter, call);
    bool done = gather_run(harvest->gather, harvest->desk.store,
                           harvest->secret, &meter.progress, fault);
    meter_end(&meter);
    if (done) {
        tell_sealed(call, gather_count(harvest->gather));
        tell_forms(call, gather_count(harvest->gather));
    }
    return done;
}

void harvest_end(struct harvest *harvest)
{
    gather_end(harvest->gather);
    keys_destroy(harvest->secret);
    desk_close(&harvest->desk);
}
