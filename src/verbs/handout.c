/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verbs/handout.h"

#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/catalogue.h"
#include "base/file.h"
#include "base/words.h"
#include "report/export.h"
#include "report/narrate.h"
#include "report/picks.h"
#include "report/review.h"
#include "verbs/entry.h"
#include "verbs/harvest.h"

/* What becomes of it. */
struct giving {
    struct handout *handout;
    struct call *call;
    struct harvest harvest;
    enum export_format format;
    enum guard_profile profile;
    str recipient;
    str language;
    int only;                    /* this questionnaire; -1: all of them */
    const char *const *optional; /* up to NULL; may be NULL itself */
    struct picks dropped;
    struct picks first;
    struct catalogue *catalogue;
    struct words *words; /* in the language of the file */
    struct releases *releases;
    struct review *review;
    struct release release;
    str bytes;
};

/* ---- the command line ----------------------------------------------------- */

static enum call_result take_options(struct handout *handout)
{
    struct call *call = handout->call;
    const struct call_taken options[] = {
        { .name = "--as", .value = &handout->as },
        { .name = "--form", .value = &handout->form },
        { .name = "--profile", .value = &handout->profile },
        { .name = "--for", .value = &handout->recipient },
        { .name = "--lang", .value = &handout->language },
        { .name = "--collection", .value = &handout->collection },
        { .name = "--out", .value = &handout->out },
        { .name = "--passphrase-file", .value = &handout->key.passphrase_file },
        { .name = "--recovery-file", .value = &handout->key.recovery_file },
        /* Of the section alone. */
        { .name = "--optional", .value = &handout->optional },
        { .name = "--without", .value = &handout->without },
        { .name = "--first", .value = &handout->first },
        { .name = "--list", .given = &handout->list },
    };
    size_t count = sizeof options / sizeof *options;
    enum call_result result = call_take(call, options,
                                        handout->tells ? count : count - 4);
    if (result == CALL_DONE && call->count > 1)
        result = call_misuse(call, call->arguments[1]);
    return result;
}

static bool is_one_of(const char *value, const char *one, const char *other)
{
    return !value || !strcmp(value, one) || !strcmp(value, other);
}

/* The option or value that does not go with the others; NULL: none. */
static const char *find_misfit(const struct handout *handout)
{
    bool inspects = handout->profile && !strcmp(handout->profile, "inspection");
    if (handout->key.passphrase_file && handout->key.recovery_file)
        return "--recovery-file";
    if (handout->list &&
        (handout->as || handout->form || handout->profile ||
         handout->recipient || handout->language || handout->optional ||
         handout->without || handout->first || handout->out))
        return "--list";
    if (!is_one_of(handout->profile, "publication", "inspection"))
        return handout->profile;
    if (!is_one_of(handout->language, "cy", "en"))
        return handout->language;
    return handout->recipient && !inspects ? "--for" : NULL;
}

static enum call_result read_options(struct giving *giving)
{
    struct handout *handout = giving->handout;
    enum call_result result = take_options(handout);
    if (result != CALL_DONE)
        return result;
    const char *misfit = find_misfit(handout);
    if (misfit)
        return call_misuse(handout->call, misfit);
    if (handout->list)
        return CALL_DONE;
    if (!handout->as)
        return call_misses(handout->call, "--as");
    if (!export_find(text_of(handout->as), &giving->format) ||
        export_has_section(giving->format) != handout->tells)
        return call_misuse(handout->call, handout->as);
    if (handout->profile && !strcmp(handout->profile, "inspection"))
        giving->profile = GUARD_INSPECTION;
    if (giving->profile == GUARD_INSPECTION && !handout->recipient)
        return call_misses(handout->call, "--for");
    return CALL_DONE;
}

/* ---- what was asked for, held against what there is ----------------------- */

static bool check_recipient(struct giving *giving, struct fault *fault)
{
    giving->recipient = text_trim(text_of(giving->handout->recipient));
    return giving->profile == GUARD_PUBLICATION ||
           collection_is_name(giving->recipient) ||
           fault_set(fault,
                     "whom it is for stands on every page: write the name "
                     "behind --for in one line of letters, {most} bytes at "
                     "most",
                     COUNT("most", COLLECTION_NAME));
}

/* All that stands before the passphrase is asked for can be put right at once.
 */
static bool check_out(const struct giving *giving, struct fault *fault)
{
    if (giving->handout->out)
        return file_is_free(text_of(giving->handout->out), fault);
    return giving->format != EXPORT_XLSX || !isatty(STDOUT_FILENO) ||
           fault_set(fault, "a workbook cannot be shown on a terminal; name a "
                            "file with --out");
}

static str list_forms(const struct giving *giving)
{
    struct text names = { .arena = giving->call->arena };
    for (int f = 0; f < giving->harvest.form_count; f++) {
        text_add(&names, f ? S(", ") : S(""));
        text_add(&names, giving->harvest.forms[f]->id);
    }
    return text_view(&names);
}

static bool choose_form(struct giving *giving, struct fault *fault)
{
    str name = text_of(giving->handout->form);
    giving->only = -1;
    if (!giving->handout->form)
        return true;
    for (int f = 0; f < giving->harvest.form_count; f++)
        if (text_equal(giving->harvest.forms[f]->id, name))
            giving->only = f;
    return giving->only >= 0 ||
           fault_set(fault,
                     "there is no questionnaire {name}; write one of: {names}",
                     SLOT("name", name), SLOT("names", list_forms(giving)));
}

static bool has_optional(const struct form *form, str bullet)
{
    for (int q = 0; q < form->question_count; q++)
        for (int f = 0; f < form->questions[q].finding_count; f++)
            if (form->questions[q].findings[f].optional &&
                text_equal(form->questions[q].findings[f].bullet, bullet))
                return true;
    return false;
}

static bool is_optional(const struct giving *giving, str bullet)
{
    for (int f = 0; f < giving->harvest.form_count; f++)
        if (has_optional(giving->harvest.forms[f], bullet))
            return true;
    return false;
}

/* "interested_each,listens_each" */
static bool choose_optional(struct giving *giving, struct fault *fault)
{
    str rest = text_of(giving->handout->optional);
    str name;
    if (!giving->handout->optional)
        return true;
    const char **names = arena_array(giving->call->arena, const char *,
                                     rest.size + 2);
    int count = 0;
    while (text_cut(&rest, ',', &name)) {
        if (!is_optional(giving, name))
            return fault_set(fault,
                             "no questionnaire has optional findings in a "
                             "bullet {name}; its files say which there are",
                             SLOT("name", name));
        names[count++] = text_copy(giving->call->arena, name).at;
    }
    giving->optional = names;
    return true;
}

static bool choose_one(const struct giving *giving, const char *list,
                       struct picks *picks, struct fault *fault)
{
    const struct harvest *harvest = &giving->harvest;
    bool one = giving->only >= 0;
    return picks_read(giving->call->arena, text_of(list),
                      harvest->forms + (one ? giving->only : 0),
                      one ? 1 : harvest->form_count, picks, fault);
}

static bool choose_picks(struct giving *giving, struct fault *fault)
{
    const struct handout *handout = giving->handout;
    return (!handout->without ||
            choose_one(giving, handout->without, &giving->dropped, fault)) &&
           (!handout->first ||
            choose_one(giving, handout->first, &giving->first, fault));
}

/* ---- the collection, unlocked --------------------------------------------- */

static const struct collection *collection_of(const struct giving *giving)
{
    return &store_about(giving->harvest.desk.store)->collection;
}

/* Whatever people read, a report can be had in both languages. */
static bool choose_language(struct giving *giving, struct fault *fault)
{
    str held = collection_of(giving)->language;
    bool both = text_equal(held, S("both"));
    giving->language = giving->handout->language
                           ? text_of(giving->handout->language)
                       : both ? words_language(giving->call->words)
                              : held;
    giving->words = call_words(giving->call->arena, giving->call->share,
                               giving->language, &giving->catalogue, fault);
    return giving->words;
}

/* Whoever has seen that the register is damaged need not wait for the rest. */
static bool open_papers(struct giving *giving, struct fault *fault)
{
    struct harvest *harvest = &giving->harvest;
    str folder = harvest_folder(harvest);
    giving->releases = releases_open(folder, harvest->secret, fault);
    if (!giving->releases || !giving->handout->tells)
        return giving->releases;
    giving->review = review_open(harvest->secret, folder, harvest->forms,
                                 harvest->form_count, fault);
    return giving->review;
}

/* Comments go to the review, which alone knows what was approved. */
static bool gather_all(struct giving *giving, struct fault *fault)
{
    struct gather_taker takers[1];
    int count = 0;
    if (giving->review)
        takers[count++] = review_taker(giving->review);
    if (!harvest_run(&giving->harvest, takers, count, fault))
        return false;
    if (giving->review)
        review_settle(giving->review);
    return true;
}

/* ---- the release ---------------------------------------------------------- */

/* How the service calls itself in the language of the file. */
static str title_of(const struct giving *giving)
{
    const struct collection *collection = collection_of(giving);
    bool is_english = text_equal(giving->language, WORDS_ENGLISH);
    return is_english || collection->title_cy.size == 0 ? collection->title
                                                        : collection->title_cy;
}

static const struct narrate_section *tell(const struct giving *giving,
                                          const struct safe_table *table,
                                          int form, int place)
{
    struct narrate_wish *wish = arena_new(giving->call->arena,
                                          struct narrate_wish);
    *wish = (struct narrate_wish){
        .words = giving->words,
        .service = title_of(giving),
        .optional = giving->optional,
        .form = place,
    };
    wish->dropped = picks_of(giving->call->arena, &giving->dropped, place,
                             &wish->dropped_count);
    wish->first = picks_of(giving->call->arena, &giving->first, place,
                           &wish->first_count);
    review_fill(giving->review, form, wish);
    return narrate_section(giving->call->arena, table, wish);
}

static bool make_form(struct giving *giving, int form,
                      struct release_form *made, struct fault *fault)
{
    made->table = guard_table(giving->call->arena,
                              gather_tally(giving->harvest.gather, form),
                              giving->profile, giving->recipient, fault);
    if (made->table && giving->handout->tells)
        made->section = tell(giving, made->table, form,
                             giving->release.form_count);
    giving->release.form_count++;
    return made->table;
}

static bool make_release(struct giving *giving, struct fault *fault)
{
    const struct collection *collection = collection_of(giving);
    struct release_form *forms = arena_array(
        giving->call->arena, struct release_form, giving->harvest.form_count);
    giving->release = (struct release){
        .words = giving->words,
        .service = collection->service,
        .title = title_of(giving),
        .collection = collection->name,
        .practice = collection_is_practice(collection),
        .profile = giving->profile,
        .recipient = giving->recipient,
        .forms = forms,
    };
    for (int f = 0; f < giving->harvest.form_count; f++)
        if ((giving->only < 0 || giving->only == f) &&
            !make_form(giving, f, &forms[giving->release.form_count], fault))
            return false;
    return export_make(giving->call->arena, giving->format, &giving->release,
                       &giving->bytes, fault);
}

/* Staff approved them and would look for them. */
static bool say_left_out(const struct giving *giving)
{
    long left_out = 0;
    for (int f = 0; f < giving->release.form_count; f++)
        if (giving->release.forms[f].section)
            left_out += giving->release.forms[f].section->left_out;
    if (left_out > 0)
        call_count(giving->call, stderr,
                   "{n} approved comment is not in it: so few people wrote "
                   "that it would tell how many they were",
                   "{n} approved comments are not in it: so few people wrote "
                   "that they would tell how many they were",
                   left_out);
    return true;
}

/* ---- the register --------------------------------------------------------- */

static bool enter(struct giving *giving, struct fault *fault)
{
    struct entry_file file = { .release = &giving->release,
                               .format = text_of(giving->handout->as),
                               .bytes = giving->bytes };
    return entry_make(giving->call, giving->releases, &file, fault);
}

static bool show_register(struct giving *giving, struct fault *fault)
{
    struct handout *handout = giving->handout;
    struct harvest *harvest = &giving->harvest;
    if (!harvest_open_any(harvest, handout->collection, fault) ||
        !harvest_unlock(harvest, &handout->key, fault))
        return false;
    giving->releases = releases_open(harvest_folder(harvest), harvest->secret,
                                     fault);
    if (!giving->releases)
        return false;
    entry_show(giving->call, giving->releases, collection_of(giving)->name);
    return true;
}

/* ---- all together --------------------------------------------------------- */

static bool put_out(const struct giving *giving, struct fault *fault)
{
    struct call *call = giving->call;
    if (!giving->handout->out) {
        fwrite(giving->bytes.at, 1, giving->bytes.size, stdout);
        return true;
    }
    str file = text_of(giving->handout->out);
    if (!file_write_new(file, giving->bytes, fault))
        return false;
    if (!call->quiet)
        call_say(call, stdout, "{file}: written, and in the register",
                 SLOT("file", file));
    return true;
}

/* The register knows of a release before anybody can have it. */
static bool give_out(struct giving *giving, struct fault *fault)
{
    struct handout *handout = giving->handout;
    return check_recipient(giving, fault) && check_out(giving, fault) &&
           choose_form(giving, fault) && choose_optional(giving, fault) &&
           choose_picks(giving, fault) &&
           harvest_open(&giving->harvest, handout->collection, fault) &&
           choose_language(giving, fault) &&
           harvest_unlock(&giving->harvest, &handout->key, fault) &&
           open_papers(giving, fault) && gather_all(giving, fault) &&
           make_release(giving, fault) && enter(giving, fault) &&
           put_out(giving, fault) && say_left_out(giving);
}

static void end(struct giving *giving)
{
    review_close(giving->review);
    releases_close(giving->releases);
    words_close(giving->words);
    catalogue_close(giving->catalogue);
    harvest_end(&giving->harvest);
}

enum call_result handout_run(struct handout *handout)
{
    struct call *call = handout->call;
    struct fault fault = { .arena = call->arena };
    struct giving giving = { .handout = handout, .call = call };
    enum call_result result = read_options(&giving);
    if (result == CALL_DONE)
        result = harvest_forms(&giving.harvest, call);
    if (result != CALL_DONE)
        return result;
    bool done = handout->list ? show_register(&giving, &fault)
                              : give_out(&giving, &fault);
    end(&giving);
    return done ? CALL_DONE : call_refuse(call, &fault);
}
