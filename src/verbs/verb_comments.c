/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verbs/verb_comments.h"

#include <string.h>

#include "base/arena.h"
#include "verbs/ask.h"
#include "verbs/comments.h"
#include "verbs/round.h"

/* What was asked for. */
struct asked {
    struct comments comments;
    struct desk_key key;
    const struct action *action;
    const char *collection;
    const char *form;
    const char *only;
    const char *by;
    const char *span;
    const char *with;
    const char *number;
    enum comments_state state;
    long which;
    char **codes;
    int code_count;
};

/* ---- one comment --------------------------------------------------------- */

static bool decide(struct asked *asked, int index,
                   enum decision_verdict verdict, struct fault *fault)
{
    return review_decide(asked->comments.review, index, verdict,
                         text_of(asked->by), fault);
}

static bool quote(struct asked *asked, int index, struct fault *fault)
{
    return decide(asked, index, DECISION_QUOTE, fault);
}

static bool pass(struct asked *asked, int index, struct fault *fault)
{
    return decide(asked, index, DECISION_PASS, fault);
}

static bool leave(struct asked *asked, int index, struct fault *fault)
{
    return decide(asked, index, DECISION_LEAVE, fault);
}

static bool approve(struct asked *asked, int index, struct fault *fault)
{
    return review_approve(asked->comments.review, index, text_of(asked->by),
                          fault);
}

static bool replace(struct asked *asked, int index, struct fault *fault)
{
    const struct redact_wish wish = { .text = text_of(asked->span),
                                      .with = text_of(asked->with),
                                      .which = asked->which };
    return review_redact(asked->comments.review, index, &wish, fault);
}

static bool restore(struct asked *asked, int index, struct fault *fault)
{
    return review_restore(asked->comments.review, index, asked->which, fault);
}

/* ---- what can be asked for ----------------------------------------------- */

enum option { BY = 1, SPAN = 2, WITH = 4, WHICH = 8, FORM = 16, ONLY = 32 };
enum { ANY_NUMBER = -1 };

static const struct action {
    const char *name;
    int codes;  /* that it takes: one, or as many as are named */
    int takes;  /* options */
    int wants;  /* of those, cannot do without */
    bool reads; /* changes nothing, and needs no code */
    bool (*run)(struct asked *asked, int index, struct fault *fault);
} actions[] = {
    { .name = "list",
      .codes = ANY_NUMBER,
      .takes = FORM | ONLY,
      .reads = true },
    { .name = "quote",
      .codes = ANY_NUMBER,
      .takes = BY,
      .wants = BY,
      .run = quote },
    { .name = "approve",
      .codes = ANY_NUMBER,
      .takes = BY,
      .wants = BY,
      .run = approve },
    { .name = "pass", .codes = ANY_NUMBER, .takes = BY, .run = pass },
    { .name = "leave", .codes = ANY_NUMBER, .takes = BY, .run = leave },
    { .name = "redact",
      .codes = 1,
      .takes = SPAN | WITH | WHICH,
      .wants = SPAN,
      .run = replace },
    { .name = "restore", .codes = 1, .takes = WHICH, .run = restore },
};

static const struct action *find_action(const char *name)
{
    for (size_t i = 0; i < sizeof actions / sizeof *actions; i++)
        if (!strcmp(actions[i].name, name))
            return &actions[i];
    return NULL;
}

/* Each option that only some actions take, and whether it was given. */
static const struct part {
    const char *name;
    enum option option;
    size_t at; /* in struct asked */
} parts[] = {
    { .name = "--by", .option = BY, .at = offsetof(struct asked, by) },
    { .name = "--span", .option = SPAN, .at = offsetof(struct asked, span) },
    { .name = "--with", .option = WITH, .at = offsetof(struct asked, with) },
    { .name = "--which",
      .option = WHICH,
      .at = offsetof(struct asked, number) },
    { .name = "--form", .option = FORM, .at = offsetof(struct asked, form) },
    { .name = "--only", .option = ONLY, .at = offsetof(struct asked, only) },
};

static const char *given(const struct asked *asked, const struct part *part)
{
    return *(const char *const *)(const void *)((const char *)asked + part->at);
}

static enum call_result check_options(const struct call *call,
                                      const struct asked *asked)
{
    const struct action *action = asked->action;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        bool is_given = given(asked, &parts[i]);
        if (is_given && !(action->takes & (int)parts[i].option))
            return call_misuse(call, parts[i].name);
        if (!is_given && (action->wants & (int)parts[i].option))
            return call_misses(call, parts[i].name);
    }
    return CALL_DONE;
}

static enum call_result check_codes(const struct call *call,
                                    const struct asked *asked)
{
    const struct action *action = asked->action;
    if (asked->code_count == 0 && !action->reads)
        return call_misses(call, "CODE");
    if (action->codes == 1 && asked->code_count > 1)
        return call_misuse(call, asked->codes[1]);
    return CALL_DONE;
}

static enum call_result read_values(const struct call *call,
                                    struct asked *asked)
{
    if (asked->number &&
        (!text_integer(text_of(asked->number), &asked->which) ||
         asked->which < 1))
        return call_misuse(call, asked->number);
    if (!asked->only)
        return CALL_DONE;
    for (int s = 0; s < COMMENTS_STATES; s++)
        if (!strcmp(asked->only, comments_state_name((enum comments_state)s))) {
            asked->state = (enum comments_state)s;
            return CALL_DONE;
        }
    return call_misuse(call, asked->only);
}

static enum call_result take(struct call *call, struct asked *asked)
{
    const struct call_taken options[] = {
        { .name = "--passphrase-file", .value = &asked->key.passphrase_file },
        { .name = "--recovery-file", .value = &asked->key.recovery_file },
        { .name = "--collection", .value = &asked->collection },
        { .name = "--form", .value = &asked->form },
        { .name = "--only", .value = &asked->only },
        { .name = "--by", .value = &asked->by },
        { .name = "--span", .value = &asked->span },
        { .name = "--with", .value = &asked->with },
        { .name = "--which", .value = &asked->number },
    };
    enum call_result result = call_take(call, options,
                                        sizeof options / sizeof *options);
    if (result != CALL_DONE)
        return result;
    if (asked->key.passphrase_file && asked->key.recovery_file)
        return call_misuse(call, "--recovery-file");
    asked->action = find_action(call->count > 1 ? call->arguments[1] : "list");
    if (!asked->action)
        return call_misuse(call, call->arguments[1]);
    asked->codes = call->arguments + 2;
    asked->code_count = call->count > 2 ? call->count - 2 : 0;
    result = check_options(call, asked);
    if (result == CALL_DONE)
        result = check_codes(call, asked);
    return result == CALL_DONE ? read_values(call, asked) : result;
}

/* ---- doing it ------------------------------------------------------------ */

static bool find_codes(struct asked *asked, int *indices, struct fault *fault)
{
    for (int i = 0; i < asked->code_count; i++)
        if (!review_find(asked->comments.review,
                         text_trim(text_of(asked->codes[i])), &indices[i],
                         fault))
            return false;
    return true;
}

static void show_all(const struct asked *asked, const int *indices, int count)
{
    for (int i = 0; i < count; i++) {
        comments_show(&asked->comments, indices[i]);
        call_line(stdout, S(""));
    }
}

/* Those that were named, or all that are meant. */
static bool list(struct asked *asked, struct fault *fault)
{
    const struct comments *comments = &asked->comments;
    int all = review_count(comments->review);
    int form = -1;
    int count = 0;
    if (asked->form &&
        !comments_form(comments, text_of(asked->form), &form, fault))
        return false;
    int *indices = arena_array(comments->call->arena, int,
                               all + asked->code_count + 1);
    for (int i = 0; i < all && asked->code_count == 0; i++) {
        const struct review_comment *comment = review_at(comments->review, i);
        if ((form < 0 || comment->form == form) &&
            comments_is(comment, asked->state))
            indices[count++] = i;
    }
    if (asked->code_count > 0 && !find_codes(asked, indices, fault))
        return false;
    show_all(asked, indices, asked->code_count > 0 ? asked->code_count : count);
    return true;
}

/* All of them, or on failure none. */
static bool change(struct asked *asked, struct fault *fault)
{
    int *indices = arena_array(asked->comments.call->arena, int,
                               asked->code_count);
    if (!find_codes(asked, indices, fault))
        return false;
    for (int i = 0; i < asked->code_count; i++)
        if (!asked->action->run(asked, indices[i], fault))
            return false;
    if (!review_save(asked->comments.review, fault))
        return false;
    if (!asked->comments.call->quiet)
        show_all(asked, indices, asked->code_count);
    return true;
}

static bool is_round(const struct call *call)
{
    return call->count == 1 && ask_can_show();
}

static bool run(struct asked *asked, struct call *call, struct fault *fault)
{
    struct comments *comments = &asked->comments;
    bool round = is_round(call) && !asked->form && !asked->only;
    if (!comments_open(comments, asked->collection, &asked->key, fault))
        return false;
    bool done = round                  ? round_run(comments, fault)
                : asked->action->reads ? list(asked, fault)
                                       : change(asked, fault);
    if (done && !call->quiet)
        comments_tell(comments);
    return done;
}

enum call_result verb_comments(struct call *call)
{
    struct asked asked = { .comments = { .call = call } };
    struct fault fault = { .arena = call->arena };
    enum call_result result = take(call, &asked);
    if (result != CALL_DONE)
        return result;
    result = harvest_forms(&asked.comments.harvest, call);
    if (result == CALL_DONE && !run(&asked, call, &fault))
        result = call_refuse(call, &fault);
    comments_close(&asked.comments);
    return result;
}
