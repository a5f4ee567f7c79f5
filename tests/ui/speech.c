/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is heard of a screen, in which order and language, without a sound. */
#include "ui/speech.h"

#include "base/catalogue.h"
#include "ui/sketch.h"

/* "id en: What is heard." A + stands before what is not in the label. */
static void say(struct text *out, const struct sketch *sketch,
                const struct speech_piece *piece)
{
    if (piece->widget < 0 || piece->widget >= sketch->list.count ||
        !sketch->list.all) {
        fail_msg("no such widget: %d", piece->widget);
        return;
    }
    const struct widget *widget = &sketch->list.all[piece->widget];
    if (piece->marked)
        cases_same(
            text_slice(widget->label, piece->at, piece->at + piece->text.size),
            piece->text);
    text_add(out, widget->id);
    text_add_char(out, ' ');
    text_add(out, piece->language);
    text_add(out, piece->marked ? S(": ") : S(": +"));
    text_add(out, piece->text);
    text_add_char(out, '\n');
}

static struct words *open_words(struct arena *arena, str language,
                                struct catalogue **catalogue)
{
    struct fault fault = { .arena = arena };
    *catalogue = catalogue_open(S(TESTS_CATALOGUES "/cy.mo"), &fault);
    assert_non_null(*catalogue);
    struct words *words = words_open(
        language, text_equal(language, S("cy")) ? *catalogue : NULL, &fault);
    assert_non_null(words);
    return words;
}

static str run(struct arena *arena, const struct cases_case *one)
{
    struct sketch sketch = { .arena = arena };
    struct speech_wish wish = { .other = S("cy") };
    str shown = S("en");
    str rest = cases_input(one);
    str line;
    while (text_cut(&rest, '\n', &line)) {
        if (text_equal(line, S("in Welsh")))
            shown = S("cy"), wish.other = S("en");
        else if (text_equal(line, S("alone")))
            wish.other = S("");
        else if (text_equal(line, S("with headphones")))
            wish.headphones = true;
        else
            assert_true(sketch_line(&sketch, line));
    }
    struct catalogue *catalogue;
    struct words *words = open_words(arena, shown, &catalogue);
    wish.words = words;
    struct speech speech = speech_of(arena, &sketch.list, &wish);
    struct text out = { .arena = arena };
    for (int i = 0; i < speech.count; i++)
        say(&out, &sketch, &speech.pieces[i]);
    words_close(words);
    catalogue_close(catalogue);
    return text_view(&out);
}

int main(void)
{
    return cases_run("ui/speech.cases", run);
}
