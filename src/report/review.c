/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/review.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "keep/collection.h"
#include "report/code.h"
#include "report/legible.h"

enum { WORDS_MOST = 40000 };

struct item {
    struct review_comment shown;
    str words; /* legible, with nothing replaced */
    struct decision decision;
};

struct review {
    struct arena *arena;
    struct cabinet *cabinet;
    str file;
    const struct form *const *forms;
    int form_count;
    struct item **items;
    int count;
    int room;
    bool settled;
    struct decisions kept; /* as they were read */
};

/* ---- opening ------------------------------------------------------------- */

struct review *review_open(const struct keys_secret *secret, str folder,
                           const struct form *const *forms, int form_count,
                           struct fault *fault)
{
    struct arena *arena = arena_make();
    struct review *review = arena_new(arena, struct review);
    *review = (struct review){
        .arena = arena,
        .cabinet = cabinet_make(secret, CABINET_REVIEW, fault),
        .file = file_join(arena, folder, S(REVIEW_FILE)),
        .forms = forms,
        .form_count = form_count,
    };
    if (review->cabinet && decision_load(arena, review->cabinet, review->file,
                                         &review->kept, fault))
        return review;
    review_close(review);
    return NULL;
}

void review_close(struct review *review)
{
    if (!review)
        return;
    cabinet_destroy(review->cabinet);
    arena_destroy(review->arena);
}

/* ---- comments ------------------------------------------------------------ */

/* What is tagged says what it is, so that no words are taken for an id. */
static void tag_comment(const struct review *review, const struct form *form,
                        int question, const struct container_id *id,
                        unsigned char *tag)
{
    struct text bytes = { .arena = review->arena };
    text_add(&bytes, S("comment"));
    text_add(&bytes, (str){ (const char *)id->bytes, sizeof id->bytes });
    text_add(&bytes, form->id);
    text_add_char(&bytes, '/');
    text_add(&bytes, form->questions[question].name);
    cabinet_tag(review->cabinet, text_view(&bytes), tag);
}

static void tag_words(const struct review *review, str words,
                      unsigned char *tag)
{
    struct text bytes = { .arena = review->arena };
    text_add(&bytes, S("words"));
    text_add(&bytes, words);
    cabinet_tag(review->cabinet, text_view(&bytes), tag);
}

static struct item *add_item(struct review *review)
{
    size_t size = sizeof(struct item *);
    if (review->count == review->room) {
        int room = review->room ? review->room * 2 : 64;
        review->items = arena_grow(review->arena, review->items,
                                   (size_t)review->room * size,
                                   (size_t)room * size);
        review->room = room;
    }
    struct item *item = arena_new(review->arena, struct item);
    review->items[review->count++] = item;
    return item;
}

void review_add(struct review *review, int form, int question,
                const struct container_id *id, str words)
{
    assert(!review->settled && form >= 0 && form < review->form_count);
    assert(question >= 0 && question < review->forms[form]->question_count);
    str line = legible_line(review->arena, words);
    assert(line.size <= WORDS_MOST);
    if (line.size == 0)
        return;
    struct item *item = add_item(review);
    item->words = line;
    item->shown.form = form;
    item->shown.question = question;
    tag_comment(review, review->forms[form], question, id,
                item->decision.whose);
    tag_words(review, line, item->decision.words);
}

static bool take(void *to, const struct gather_response *response,
                 struct fault *fault)
{
    const struct answers *answers = response->answers;
    (void)fault;
    for (int q = 0; q < answers->form->question_count; q++)
        if (answers->all[q].given && answers->all[q].words.size > 0)
            review_add(to, response->form, q, response->id,
                       answers->all[q].words);
    return true;
}

struct gather_taker review_taker(struct review *review)
{
    return (struct gather_taker){ .take = take, .to = review };
}

/* ---- settling ------------------------------------------------------------ */

/* Of two with one tag, which only a forged response brings about, the words
 * decide, so that it is always the same one that counts. */
static int order(const void *one, const void *other)
{
    const struct item *a = *(const struct item *const *)one;
    const struct item *b = *(const struct item *const *)other;
    int tags = memcmp(a->decision.whose, b->decision.whose, CABINET_TAG);
    return tags ? tags : text_compare(a->words, b->words);
}

static void drop_doubles(struct review *review)
{
    int count = 0;
    for (int i = 0; i < review->count; i++) {
        const unsigned char *tag = review->items[i]->decision.whose;
        if (count == 0 || memcmp(review->items[count - 1]->decision.whose, tag,
                                 CABINET_TAG) != 0)
            review->items[count++] = review->items[i];
    }
    review->count = count;
}

/* As few signs as tell all comments apart. */
static size_t signs_wanted(const struct review *review)
{
    size_t wanted = CODE_LEAST;
    for (int i = 1; i < review->count; i++) {
        size_t common = code_common(review->items[i - 1]->decision.whose,
                                    review->items[i]->decision.whose);
        if (common >= wanted)
            wanted = common + 1;
    }
    return wanted < CODE_MOST ? wanted : CODE_MOST;
}

/* What staff are shown follows from the decision. */
static void show(const struct review *review, struct item *item)
{
    item->shown.text = redact_text(review->arena, item->words,
                                   &item->decision.redact);
    item->shown.verdict = item->decision.verdict;
    item->shown.decided_by = item->decision.decided_by;
    item->shown.approved_by = item->decision.approved_by;
    item->shown.replaced = item->decision.redact.count;
}

static void forget_approval(struct item *item)
{
    item->decision.approved_by = S("");
    item->decision.approved = S("");
}

/* A decision about other words is none. */
static void adopt(struct item *item, const struct decision *decision)
{
    if (memcmp(item->decision.words, decision->words, CABINET_TAG) == 0 &&
        redact_fits(item->words, &decision->redact))
        item->decision = *decision;
}

static void find_decisions(struct review *review)
{
    size_t at = 0;
    for (int i = 0; i < review->count; i++) {
        struct item *item = review->items[i];
        const unsigned char *whose = item->decision.whose;
        while (at < review->kept.count &&
               memcmp(review->kept.all[at].whose, whose, CABINET_TAG) < 0)
            at++;
        if (at < review->kept.count &&
            memcmp(review->kept.all[at].whose, whose, CABINET_TAG) == 0)
            adopt(item, &review->kept.all[at]);
    }
}

void review_settle(struct review *review)
{
    assert(!review->settled);
    review->settled = true;
    if (review->count > 0)
        qsort(review->items, (size_t)review->count, sizeof *review->items,
              order);
    drop_doubles(review);
    find_decisions(review);
    size_t signs = signs_wanted(review);
    for (int i = 0; i < review->count; i++) {
        struct item *item = review->items[i];
        item->shown.code = code_write(review->arena, item->decision.whose,
                                      signs);
        str text = redact_text(review->arena, item->words,
                               &item->decision.redact);
        if (!text_equal(item->decision.approved, text))
            forget_approval(item);
        show(review, item);
    }
}

/* ---- looking ------------------------------------------------------------- */

int review_count(const struct review *review)
{
    assert(review->settled);
    return review->count;
}

static struct item *item_at(const struct review *review, int index)
{
    assert(review->settled && index >= 0 && index < review->count);
    return review->items[index];
}

const struct review_comment *review_at(const struct review *review, int index)
{
    return &item_at(review, index)->shown;
}

bool review_find(const struct review *review, str code, int *index,
                 struct fault *fault)
{
    int found = 0;
    for (int i = 0; i < review_count(review); i++)
        if (code_begins(review->items[i]->decision.whose, code)) {
            *index = i;
            found++;
        }
    if (found == 0)
        return fault_set(fault,
                         "there is no comment {code} in this collection; look "
                         "for its code with “yoursay comments list”",
                         SLOT("code", code));
    if (found > 1)
        return fault_set(fault,
                         "the codes of {count} comments begin with {code}; "
                         "give more of it",
                         COUNT("count", found), SLOT("code", code));
    return true;
}

/* ---- deciding ------------------------------------------------------------ */

static bool take_name(const struct review *review, str name, str *copy,
                      struct fault *fault)
{
    *copy = text_copy(review->arena, text_trim(name));
    return collection_is_name(*copy) ||
           fault_set(fault, "whoever decides this gives a name, in one line of "
                            "plain text; say it with --by");
}

static char lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

/* Blanks and capital letters make nobody another person. */
static bool is_same_name(str one, str other)
{
    size_t a = 0;
    size_t b = 0;
    for (;;) {
        while (a < one.size && one.at[a] == ' ')
            a++;
        while (b < other.size && other.at[b] == ' ')
            b++;
        if (a == one.size || b == other.size)
            return a == one.size && b == other.size;
        if (lower(one.at[a++]) != lower(other.at[b++]))
            return false;
    }
}

bool review_decide(struct review *review, int index,
                   enum decision_verdict verdict, str by, struct fault *fault)
{
    struct item *item = item_at(review, index);
    str name = S("");
    bool quote = verdict == DECISION_QUOTE;
    if ((quote || by.size > 0) && !take_name(review, by, &name, fault))
        return false;
    if (quote && !redact_leaves(item->words, &item->decision.redact))
        return fault_set(fault,
                         "nothing is left of comment {code} that could be "
                         "quoted; leave it out, or take back what was replaced",
                         SLOT("code", item->shown.code));
    item->decision.verdict = verdict;
    item->decision.decided_by = name;
    forget_approval(item);
    show(review, item);
    return true;
}

bool review_approve(struct review *review, int index, str by,
                    struct fault *fault)
{
    struct item *item = item_at(review, index);
    struct slot code = SLOT("code", item->shown.code);
    str name;
    if (!take_name(review, by, &name, fault))
        return false;
    if (item->decision.verdict != DECISION_QUOTE)
        return fault_set(fault,
                         "nobody wants comment {code} to be quoted; that has "
                         "to be decided before it is approved",
                         code);
    if (is_same_name(name, item->decision.decided_by))
        return fault_set(fault,
                         "{name} has decided that comment {code} is to be "
                         "quoted; somebody else has to approve it",
                         SLOT("name", name), code);
    item->decision.approved_by = name;
    item->decision.approved = item->shown.text;
    show(review, item);
    return true;
}

/* The text has changed: whoever wanted it to be quoted has read another one. */
static void show_changed(const struct review *review, struct item *item)
{
    if (item->decision.verdict == DECISION_QUOTE) {
        item->decision.verdict = DECISION_OPEN;
        item->decision.decided_by = S("");
    }
    forget_approval(item);
    show(review, item);
}

bool review_redact(struct review *review, int index,
                   const struct redact_wish *wish, struct fault *fault)
{
    struct item *item = item_at(review, index);
    if (!redact_add(review->arena, &item->decision.redact, item->words, wish,
                    fault))
        return false;
    show_changed(review, item);
    return true;
}

bool review_restore(struct review *review, int index, long which,
                    struct fault *fault)
{
    struct item *item = item_at(review, index);
    if (!redact_take_back(&item->decision.redact, which, fault))
        return false;
    show_changed(review, item);
    return true;
}

/* ---- keeping ------------------------------------------------------------- */

static struct decisions collect(struct arena *arena,
                                const struct review *review)
{
    struct decisions all = {
        .all = arena_array(arena, struct decision, review->count + 1),
        .count = (size_t)review->count,
    };
    for (int i = 0; i < review->count; i++)
        all.all[i] = review->items[i]->decision;
    return all;
}

/* Those that were read stay, if their comments could not be opened this time:
 * nothing of them is lost. */
bool review_save(struct review *review, struct fault *fault)
{
    assert(review->settled);
    struct arena *arena = arena_make();
    struct decisions now = collect(arena, review);
    struct decisions all = decision_join(arena, &review->kept, &now);
    bool done = decision_save(review->cabinet, review->file, &all, fault);
    arena_destroy(arena);
    return done;
}

/* ---- releasing ----------------------------------------------------------- */

static bool is_released(const struct item *item)
{
    return item->decision.verdict == DECISION_QUOTE &&
           item->decision.approved_by.size > 0;
}

static void add_passed(int *passed, int *count, int question)
{
    for (int i = 0; i < *count; i++)
        if (passed[i] == question)
            return;
    passed[(*count)++] = question;
}

void review_fill(const struct review *review, int form,
                 struct narrate_wish *wish)
{
    int count = review_count(review);
    struct narrate_quote *quotes = arena_array(review->arena,
                                               struct narrate_quote, count + 1);
    int *passed = arena_array(review->arena, int,
                              review->forms[form]->question_count + 1);
    wish->quotes = quotes;
    wish->quote_count = 0;
    wish->passed = passed;
    wish->passed_count = 0;
    for (int i = 0; i < count; i++) {
        const struct item *item = review->items[i];
        if (item->shown.form != form)
            continue;
        if (is_released(item))
            quotes[wish->quote_count++] = (struct narrate_quote){
                item->shown.question, item->decision.approved
            };
        if (item->decision.verdict == DECISION_PASS)
            add_passed(passed, &wish->passed_count, item->shown.question);
    }
}
