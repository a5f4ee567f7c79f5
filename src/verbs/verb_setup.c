/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verbs/verb_setup.h"

#include "verbs/founder.h"

/* What the options say; NULL for what they do not. */
struct setup {
    const char *service;
    const char *title;
    const char *title_cy;
    const char *collection;
    const char *language;
};

static enum call_result take(struct founder *founder, struct setup *setup)
{
    const struct call_taken options[] = {
        { .name = "--service", .value = &setup->service },
        { .name = "--title", .value = &setup->title },
        { .name = "--title-cy", .value = &setup->title_cy },
        { .name = "--collection", .value = &setup->collection },
        { .name = "--language", .value = &setup->language },
        { .name = "--recovery-file", .value = &founder->recovery_file },
        { .name = "--passphrase-file", .value = &founder->passphrase_file },
        { .name = "--join", .value = &founder->join },
        { .name = "--room", .value = &founder->room },
    };
    enum call_result result = call_take(founder->call, options,
                                        sizeof options / sizeof *options);
    if (result != CALL_DONE)
        return result;
    if (founder->call->count > 1)
        return call_misuse(founder->call, founder->call->arguments[1]);
    if (founder->join && setup->collection)
        return call_misuse(founder->call, "--collection");
    if (founder->join && (setup->service || setup->title || setup->title_cy))
        return call_misuse(founder->call, "--service");
    const char *misfit = founder_misfit(founder);
    return misfit ? call_misuse(founder->call, misfit) : CALL_DONE;
}

/* Nobody is asked four questions to hear then that an option was wrong. */
static bool check_given(const struct collection *names, struct fault *fault)
{
    const str *const given[] = { &names->service, &names->title,
                                 &names->title_cy, &names->name,
                                 &names->language };
    for (size_t i = 0; i < sizeof given / sizeof *given; i++)
        if (given[i]->size > 0 &&
            !collection_check_text(names, given[i], fault))
            return false;
    return true;
}

/* Where somebody is being asked, the names that have a default are asked too:
 * Enter takes the default. */
static bool ask_names(struct founder *founder, bool asks, struct fault *fault)
{
    struct collection *names = &founder->plan.names;
    return founder_ask(founder, TEXT_KEY("Name of the service"),
                       &names->service, fault) &&
           founder_ask(founder,
                       TEXT_KEY("Short name of the service in English"),
                       &names->title, fault) &&
           (!asks ||
            founder_ask(founder, TEXT_KEY("Short name of the service in Welsh"),
                        &names->title_cy, fault)) &&
           founder_ask(founder, TEXT_KEY("Name of the collection"),
                       &names->name, fault);
}

static bool find_names(struct founder *founder, const struct setup *setup,
                       struct fault *fault)
{
    if (founder->join)
        return true;
    founder->plan.names = (struct collection){
        .service = text_of(setup->service),
        .title = text_of(setup->title),
        .title_cy = text_of(setup->title_cy),
        .name = text_of(setup->collection),
        .language = setup->language ? text_of(setup->language) : S("both"),
    };
    bool asks = !setup->service || !setup->title || !setup->collection;
    return check_given(&founder->plan.names, fault) &&
           ask_names(founder, asks, fault);
}

static bool is_free(const struct founder *founder, struct fault *fault)
{
    if (place_newest(founder->place) == 0)
        return true;
    return fault_set(fault,
                     "a collection is set up in {folder} already and was left "
                     "as it is; begin the next one with “yoursay open”, or "
                     "name another folder with --data",
                     SLOT("folder", founder->call->data));
}

static bool run(struct founder *founder, const struct setup *setup,
                struct fault *fault)
{
    if (!call_data(founder->call, fault) || !keys_begin(fault))
        return false;
    founder->place = place_make(founder->call->data, fault);
    return founder->place && is_free(founder, fault) &&
           find_names(founder, setup, fault) && founder_run(founder, fault);
}

enum call_result verb_setup(struct call *call)
{
    struct founder founder = { .call = call };
    struct setup setup = { 0 };
    struct fault fault = { .arena = call->arena };
    enum call_result result = take(&founder, &setup);
    if (result != CALL_DONE)
        return result;
    bool done = run(&founder, &setup, &fault);
    place_close(founder.place);
    return done ? CALL_DONE : call_refuse(call, &fault);
}
