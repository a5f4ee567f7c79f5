/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verbs/comments.h"

#include <assert.h>

#include "base/arena.h"
#include "base/words.h"
#include "report/hints.h"

/* ---- states -------------------------------------------------------------- */

static const char *const names[] = {
    [COMMENTS_ALL] = "all",         [COMMENTS_UNDECIDED] = "undecided",
    [COMMENTS_WAITING] = "waiting", [COMMENTS_QUOTED] = "quoted",
    [COMMENTS_PASSED] = "passed",   [COMMENTS_LEFT] = "left",
};
static_assert(sizeof names / sizeof *names == COMMENTS_STATES,
              "every state has a name");

const char *comments_state_name(enum comments_state state)
{
    assert(state < COMMENTS_STATES);
    return names[state];
}

static enum comments_state state_of(const struct review_comment *comment)
{
    static const enum comments_state states[] = {
        [DECISION_OPEN] = COMMENTS_UNDECIDED,
        [DECISION_QUOTE] = COMMENTS_QUOTED,
        [DECISION_PASS] = COMMENTS_PASSED,
        [DECISION_LEAVE] = COMMENTS_LEFT,
    };
    if (comment->verdict == DECISION_QUOTE && comment->approved_by.size == 0)
        return COMMENTS_WAITING;
    return states[comment->verdict];
}

bool comments_is(const struct review_comment *comment,
                 enum comments_state state)
{
    return state == COMMENTS_ALL || state_of(comment) == state;
}

/* ---- opening ------------------------------------------------------------- */

bool comments_open(struct comments *comments, const char *collection,
                   const struct desk_key *key, struct fault *fault)
{
    struct harvest *harvest = &comments->harvest;
    if (!harvest_open(harvest, collection, fault) ||
        !harvest_unlock(harvest, key, fault))
        return false;
    comments->review = review_open(harvest->secret, harvest_folder(harvest),
                                   harvest->forms, harvest->form_count, fault);
    if (!comments->review)
        return false;
    struct gather_taker taker = review_taker(comments->review);
    if (!harvest_run(harvest, &taker, 1, fault))
        return false;
    review_settle(comments->review);
    return true;
}

void comments_close(struct comments *comments)
{
    review_close(comments->review);
    harvest_end(&comments->harvest);
}

bool comments_form(const struct comments *comments, str name, int *form,
                   struct fault *fault)
{
    const struct harvest *harvest = &comments->harvest;
    struct text all = { .arena = comments->call->arena };
    for (int f = 0; f < harvest->form_count; f++) {
        if (text_equal(harvest->forms[f]->id, name)) {
            *form = f;
            return true;
        }
        text_add(&all, f ? S(", ") : S(""));
        text_add(&all, harvest->forms[f]->id);
    }
    return fault_set(fault,
                     "there is no questionnaire {name}; write one of: {names}",
                     SLOT("name", name), SLOT("names", text_view(&all)));
}

/* ---- showing one --------------------------------------------------------- */

static const struct collection *collection_of(const struct comments *comments)
{
    return &store_about(comments->harvest.desk.store)->collection;
}

/* How the service calls itself in the language of the terminal. */
static str title_of(const struct comments *comments)
{
    const struct collection *collection = collection_of(comments);
    bool english = text_equal(words_language(comments->call->words),
                              WORDS_ENGLISH);
    return english || collection->title_cy.size == 0 ? collection->title
                                                     : collection->title_cy;
}

static void show_line(str text)
{
    fputs("    ", stdout);
    call_line(stdout, text);
}

/* "7K2QD  Children and young people: What has changed for you?" */
static void show_head(const struct comments *comments,
                      const struct review_comment *comment)
{
    const struct call *call = comments->call;
    const struct form *form = comments->harvest.forms[comment->form];
    const struct form_question *question = &form->questions[comment->question];
    struct slot service = SLOT("service", title_of(comments));
    struct text line = { .arena = call->arena };
    text_add(&line, comment->code);
    text_add(&line, S("  "));
    text_add(&line, form_say(call->words, form->title));
    text_add(&line, S(": "));
    text_add(&line,
             text_fill(call->arena, form_say(call->words, question->label),
                       &service, 1));
    call_line(stdout, text_view(&line));
}

/* What was decided, without a name and with one. */
static const struct {
    const char *nobody;
    const char *somebody;
} verdicts[] = {
    [COMMENTS_ALL] = { .nobody = "", .somebody = "" },
    [COMMENTS_UNDECIDED] = { .nobody = TEXT_KEY("To be decided"),
                             .somebody = TEXT_KEY("To be decided") },
    [COMMENTS_WAITING] = { .nobody = "",
                           .somebody = TEXT_KEY(
                               "To be quoted ({name}), and to be approved by "
                               "somebody else") },
    [COMMENTS_QUOTED] = { .nobody = "",
                          .somebody = TEXT_KEY("To be quoted ({name}), "
                                               "approved ({other})") },
    [COMMENTS_PASSED] = { .nobody = TEXT_KEY("Passed to the service"),
                          .somebody = TEXT_KEY(
                              "Passed to the service ({name})") },
    [COMMENTS_LEFT] = { .nobody = TEXT_KEY("Left out"),
                        .somebody = TEXT_KEY("Left out ({name})") },
};
static_assert(sizeof verdicts / sizeof *verdicts == COMMENTS_STATES,
              "every state has its words");

static void show_verdict(const struct call *call,
                         const struct review_comment *comment)
{
    enum comments_state state = state_of(comment);
    const char *pattern = comment->decided_by.size > 0
                              ? verdicts[state].somebody
                              : verdicts[state].nobody;
    struct slot slots[] = { SLOT("name", comment->decided_by),
                            SLOT("other", comment->approved_by) };
    show_line(
        text_fill(call->arena, words_say(call->words, pattern), slots, 2));
}

/* What stands in brackets was put there by a reviewer. */
static bool is_replaced(str text, const struct mark *mark)
{
    size_t open = 0;
    for (size_t at = 0; at < mark->from; at++)
        open = text.at[at] == '[' ? 1 : text.at[at] == ']' ? 0 : open;
    return open > 0;
}

/* The same word is looked at once. */
static bool is_said(str text, const struct marks *marks, size_t i)
{
    const struct mark *all = marks->all;
    str words = text_slice(text, all[i].from, all[i].to);
    for (size_t k = 0; k < i; k++)
        if (text_equal(text_slice(text, all[k].from, all[k].to), words))
            return true;
    return false;
}

static void show_hints(const struct call *call,
                       const struct review_comment *comment)
{
    struct marks marks = hints_find(call->arena, comment->text);
    struct text all = { .arena = call->arena };
    for (size_t i = 0; i < marks.count; i++) {
        const struct mark *mark = &marks.all[i];
        if (is_replaced(comment->text, mark) ||
            is_said(comment->text, &marks, i))
            continue;
        text_add(&all, all.size > 0 ? S(", ") : S(""));
        text_add(&all, text_slice(comment->text, mark->from, mark->to));
        text_add(&all, S(" ("));
        text_add(&all, words_say(call->words, hints_label(mark->kind)));
        text_add(&all, S(")"));
    }
    if (all.size > 0)
        show_line(text_fill(call->arena,
                            words_say(call->words, "Look at: {list}"),
                            &SLOT("list", text_view(&all)), 1));
}

void comments_show(const struct comments *comments, int index)
{
    const struct review_comment *comment = review_at(comments->review, index);
    show_head(comments, comment);
    show_verdict(comments->call, comment);
    show_line(comment->text);
    if (comment->verdict != DECISION_LEAVE)
        show_hints(comments->call, comment);
}

/* ---- how far it is ------------------------------------------------------- */

static long count_of(const struct comments *comments, enum comments_state state)
{
    long count = 0;
    for (int i = 0; i < review_count(comments->review); i++)
        count += comments_is(review_at(comments->review, i), state);
    return count;
}

void comments_tell(const struct comments *comments)
{
    const struct call *call = comments->call;
    long undecided = count_of(comments, COMMENTS_UNDECIDED);
    long waiting = count_of(comments, COMMENTS_WAITING);
    if (count_of(comments, COMMENTS_ALL) == 0) {
        call_say(call, stdout, "Nobody wrote a comment in “{name}”",
                 SLOT("name", collection_of(comments)->name));
        return;
    }
    if (undecided > 0)
        call_count(call, stdout, "{n} comment is still to be decided",
                   "{n} comments are still to be decided", undecided);
    else
        call_say(call, stdout, "Every comment is decided");
    if (waiting > 0)
        call_count(call, stdout, "{n} quote is to be approved by somebody else",
                   "{n} quotes are to be approved by somebody else", waiting);
}
