/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/bullets.h"

#include <assert.h>

#include "base/arena.h"
#include "report/part.h"

struct bullets bullets_make(struct arena *arena, int most)
{
    return (struct bullets){
        .arena = arena,
        .most = most,
        .bullets = arena_array(arena, struct narrate_bullet, most),
    };
}

static void finish(struct bullets *bullets)
{
    if (bullets->findings == 0)
        return;
    assert(bullets->sentence_count < bullets->most);
    if (!bullets->sentences)
        bullets->sentences = arena_array(
            bullets->arena, struct narrate_sentence, bullets->most);
    text_add_char(&bullets->text, '.');
    bullets->sentences[bullets->sentence_count++] = (struct narrate_sentence){
        .text = part_capital(bullets->arena, text_view(&bullets->text)),
        .references = bullets->references,
        .reference_count = bullets->reference_count,
    };
    bullets->findings = 0;
}

void bullets_begin(struct bullets *bullets, str sentence)
{
    finish(bullets);
    bullets->text = (struct text){ .arena = bullets->arena };
    text_add(&bullets->text, sentence);
    bullets->references = NULL;
    bullets->reference_count = 0;
    bullets->findings = 1;
}

void bullets_join(struct bullets *bullets, str clause, bool comma)
{
    assert(bullets->findings > 0);
    bool is_long = bullets->findings > 1;
    text_add(&bullets->text, comma || is_long ? S(", ") : S(" "));
    text_add(&bullets->text, clause);
    bullets->findings++;
}

void bullets_refer(struct bullets *bullets, int form, int question)
{
    for (int i = 0; i < bullets->reference_count; i++)
        if (bullets->references[i].question == question)
            return;
    size_t size = sizeof *bullets->references;
    size_t count = (size_t)bullets->reference_count++;
    bullets->references = arena_grow(bullets->arena, bullets->references,
                                     count * size, (count + 1) * size);
    bullets->references[count] = (struct narrate_reference){ form, question };
}

void bullets_end(struct bullets *bullets)
{
    finish(bullets);
    if (bullets->sentence_count > 0) {
        assert(bullets->count < bullets->most);
        bullets->bullets[bullets->count++] = (struct narrate_bullet){
            bullets->sentences, bullets->sentence_count
        };
    }
    bullets->sentences = NULL;
    bullets->sentence_count = 0;
}

static bool refers(const struct narrate_bullet *bullet, int question)
{
    for (int s = 0; s < bullet->sentence_count; s++)
        for (int r = 0; r < bullet->sentences[s].reference_count; r++)
            if (bullet->sentences[s].references[r].question == question)
                return true;
    return false;
}

/* Those behind `from` that refer to the question move there, in their order;
 * gives where the next may go. */
static int move_up(struct bullets *bullets, int from, int question)
{
    for (int b = from; b < bullets->count; b++) {
        struct narrate_bullet moved = bullets->bullets[b];
        if (!refers(&moved, question))
            continue;
        for (int i = b; i > from; i--)
            bullets->bullets[i] = bullets->bullets[i - 1];
        bullets->bullets[from++] = moved;
    }
    return from;
}

void bullets_first(struct bullets *bullets, const int *questions, int count)
{
    int from = 0;
    for (int i = 0; i < count; i++)
        from = move_up(bullets, from, questions[i]);
}
