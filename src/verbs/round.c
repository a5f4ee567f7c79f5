/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verbs/round.h"

#include "base/words.h"
#include "verbs/ask.h"

/* What comes of one comment. */
enum outcome { NEXT, AGAIN, ENDED, FAILED };

struct round {
    struct comments *comments;
    str by;
    struct fault *fault; /* why it could not be kept */
};

static str said(const struct round *round, const char *english)
{
    return words_say(round->comments->call->words, english);
}

/* ---- what keys do -------------------------------------------------------- */

/* What is wrong is said, and the comment asked about again. */
static enum outcome again(const struct round *round, const struct fault *fault)
{
    call_refuse(round->comments->call, fault);
    return AGAIN;
}

static enum outcome keep(struct round *round, enum outcome outcome)
{
    return review_save(round->comments->review, round->fault) ? outcome
                                                              : FAILED;
}

static enum outcome decide(struct round *round, int index,
                           enum decision_verdict verdict)
{
    struct fault fault = { .arena = round->comments->call->arena };
    return review_decide(round->comments->review, index, verdict, round->by,
                         &fault)
               ? keep(round, NEXT)
               : again(round, &fault);
}

static enum outcome quote(struct round *round, int index)
{
    return decide(round, index, DECISION_QUOTE);
}

static enum outcome pass(struct round *round, int index)
{
    return decide(round, index, DECISION_PASS);
}

static enum outcome leave(struct round *round, int index)
{
    return decide(round, index, DECISION_LEAVE);
}

static enum outcome approve(struct round *round, int index)
{
    struct fault fault = { .arena = round->comments->call->arena };
    return review_approve(round->comments->review, index, round->by, &fault)
               ? keep(round, NEXT)
               : again(round, &fault);
}

/* "Dave #2" is the second Dave. */
static void take_which(struct redact_wish *wish)
{
    size_t size = wish->text.size;
    while (size > 0 && wish->text.at[size - 1] >= '0' &&
           wish->text.at[size - 1] <= '9')
        size--;
    str number = text_slice(wish->text, size, wish->text.size);
    str before = text_slice(wish->text, 0, size);
    if (text_ends(before, S(" #")) && text_integer(number, &wish->which))
        wish->text = text_slice(before, 0, before.size - 2);
}

static enum outcome replace(struct round *round, int index)
{
    const struct call *call = round->comments->call;
    struct fault fault = { .arena = call->arena };
    struct redact_wish wish = { 0 };
    if (!ask_line(
            call,
            said(round, TEXT_KEY("Words to be replaced, as they read above (#2 "
                                 "behind them: the second time):")),
            &wish.text, &fault) ||
        !ask_line(
            call,
            said(round, TEXT_KEY("Who or what is meant, as in “my YOS worker” "
                                 "(Enter: an ellipsis):")),
            &wish.with, &fault))
        return ENDED;
    take_which(&wish);
    return review_redact(round->comments->review, index, &wish, &fault)
               ? keep(round, AGAIN)
               : again(round, &fault);
}

static enum outcome restore(struct round *round, int index)
{
    struct fault fault = { .arena = round->comments->call->arena };
    return review_restore(round->comments->review, index, 0, &fault)
               ? keep(round, AGAIN)
               : again(round, &fault);
}

static enum outcome skip(struct round *round, int index)
{
    (void)round;
    (void)index;
    return NEXT;
}

static enum outcome stop(struct round *round, int index)
{
    (void)round;
    (void)index;
    return ENDED;
}

static const struct key {
    char key;
    bool first;  /* where nobody has decided yet */
    bool second; /* where somebody else wants it quoted */
    enum outcome (*run)(struct round *round, int index);
} keys[] = {
    { .key = 'q', .first = true, .run = quote },
    { .key = 'a', .second = true, .run = approve },
    { .key = 'p', .first = true, .second = true, .run = pass },
    { .key = 'l', .first = true, .second = true, .run = leave },
    { .key = 'r', .first = true, .second = true, .run = replace },
    { .key = 'b', .first = true, .second = true, .run = restore },
    { .key = 's', .first = true, .second = true, .run = skip },
    { .key = 'x', .first = true, .second = true, .run = stop },
};

static const struct key *find_key(str typed, bool first)
{
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        char letter = typed.size == 1 ? (char)(typed.at[0] | 0x20) : '\0';
        if (letter == keys[i].key && (first ? keys[i].first : keys[i].second))
            return &keys[i];
    }
    return NULL;
}

/* ---- going through ------------------------------------------------------- */

static enum outcome ask_one(struct round *round, int index)
{
    const struct call *call = round->comments->call;
    const struct review_comment *comment = review_at(round->comments->review,
                                                     index);
    bool first = comment->verdict != DECISION_QUOTE;
    struct fault fault = { .arena = call->arena };
    str question =
        first
            ? said(round,
                   /* Translators: the keys are the same in every language. */
                   TEXT_KEY(
                       "q quote, p pass to the service, l leave out, r replace "
                       "words, b take that back, s skip, x end:"))
            : said(round,
                   /* Translators: the keys are the same in every language. */
                   TEXT_KEY(
                       "a approve the quote, p pass to the service, l leave "
                       "out, r replace words, b take that back, s skip, x "
                       "end:"));
    str typed;
    if (!ask_line(call, question, &typed, &fault))
        return ENDED;
    const struct key *key = find_key(typed, first);
    return key ? key->run(round, index) : AGAIN;
}

static enum outcome go_through_one(struct round *round, int index)
{
    enum outcome outcome = AGAIN;
    while (outcome == AGAIN) {
        comments_show(round->comments, index);
        outcome = ask_one(round, index);
    }
    ask_clear_aside();
    return outcome;
}

/* Nobody approves what they want to be quoted themselves. */
static bool is_mine(const struct round *round,
                    const struct review_comment *comment)
{
    return comment->verdict == DECISION_QUOTE &&
           text_equal(comment->decided_by, round->by);
}

static enum outcome go_through(struct round *round, enum comments_state state)
{
    enum outcome outcome = NEXT;
    struct review *review = round->comments->review;
    for (int i = 0; i < review_count(review) && outcome == NEXT; i++)
        if (comments_is(review_at(review, i), state) &&
            !is_mine(round, review_at(review, i)))
            outcome = go_through_one(round, i);
    return outcome;
}

static bool ask_name(struct round *round)
{
    const struct call *call = round->comments->call;
    struct fault fault = { .arena = call->arena };
    round->by = S("");
    while (round->by.size == 0)
        if (!ask_line(
                call,
                said(round, TEXT_KEY("Your name, as it stands beside what you "
                                     "decide:")),
                &round->by, &fault))
            return false;
    return true;
}

bool round_run(struct comments *comments, struct fault *fault)
{
    struct round round = { .comments = comments, .fault = fault };
    enum outcome outcome = ENDED;
    ask_begin_aside();
    if (ask_name(&round))
        outcome = go_through(&round, COMMENTS_UNDECIDED);
    if (outcome == NEXT)
        outcome = go_through(&round, COMMENTS_WAITING);
    ask_end_aside();
    return outcome != FAILED;
}
