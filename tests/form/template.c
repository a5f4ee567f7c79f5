/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The template: every phrase of the small questionnaire, as gettext reads it. */
#include "form/template.h"

#include "base/po.h"
#include "cases.h"
#include "form/link.h"

struct opened {
    struct arena *arena;
    struct form *form;
    struct po *po; /* the template read back */
};

static struct opened open_template(const char *path)
{
    struct arena *arena = arena_make();
    struct faults faults = { .arena = arena, .file = S("form.yaml") };
    struct opened opened = { .arena = arena };
    opened.form = link_form(arena, cases_file(arena, path), &faults);
    assert_non_null(opened.form);
    struct text out = { .arena = arena };
    template_begin(&out);
    template_add(&out, opened.form);
    opened.po = po_read(arena, text_view(&out), &faults);
    cases_same(cases_faults(arena, &faults), S(""));
    return opened;
}

static void every_phrase_is_in_the_template_once(void **state)
{
    (void)state;
    struct opened opened = open_template("tests/fixtures/form.yaml");
    for (const struct form_phrase *phrase = opened.form->phrases; phrase;
         phrase = phrase->next) {
        const struct po_entry *entry = po_find(opened.po, phrase->context,
                                               phrase->english);
        assert_non_null(entry);
        cases_same(entry->other, phrase->other);
        for (const struct po_entry *other = entry->next; other;
             other = other->next)
            assert_false(text_equal(other->context, entry->context) &&
                         text_equal(other->english, entry->english));
    }
    arena_destroy(opened.arena);
}

static void one_yes_is_told_from_another(void **state)
{
    (void)state;
    struct opened opened = open_template(
        "assets/questionnaires/young-people.yaml");
    assert_non_null(
        po_find(opened.po, S("young-people/know_why=yes"), S("Yes")));
    assert_non_null(
        po_find(opened.po, S("young-people/contract_copy=yes"), S("Yes")));
    arena_destroy(opened.arena);
}

static void quotes_and_backslashes_come_back_as_they_were(void **state)
{
    (void)state;
    struct arena *arena = arena_make();
    struct form_phrase phrase = { .role = FORM_ROLE_TITLE,
                                  .context = S("c"),
                                  .english = S("a \"b\" \\ c\nd"),
                                  .question = -1 };
    struct form form = { .file = S("f"), .phrases = &phrase };
    struct text out = { .arena = arena };
    struct faults faults = { .arena = arena };
    template_begin(&out);
    template_add(&out, &form);
    struct po *po = po_read(arena, text_view(&out), &faults);
    assert_int_equal(faults.count, 0);
    cases_same(po->first->english, phrase.english);
    arena_destroy(arena);
}

/* The template of a questionnaire whose only question has one choice. */
static str template_of(struct arena *arena, str label, str note)
{
    struct form_phrase choice = { .role = FORM_ROLE_CHOICE,
                                  .context = S("q=a"),
                                  .english = S("Yes"),
                                  .note = note,
                                  .at = { 2, 1 } };
    struct form_phrase question = { .role = FORM_ROLE_LABEL, .english = label };
    struct form_question questions[] = { { .label = &question } };
    struct form form = { .file = S("f"),
                         .phrases = &choice,
                         .questions = questions,
                         .question_count = 1 };
    struct text out = { .arena = arena };
    template_add(&out, &form);
    return text_view(&out);
}

static void a_line_end_stays_inside_the_remark(void **state)
{
    (void)state;
    struct arena *arena = arena_make();
    cases_same_text(template_of(arena, S("One\nmsgid \"two\"\r\nthree?"),
                                S("a\nmsgstr \"b\"\rc")),
                    "#. Answer to the question “One\n"
                    "#. msgid \"two\"\n"
                    "#. \n"
                    "#. three?”\n"
                    "#. a\n"
                    "#. msgstr \"b\"\n"
                    "#. c\n"
                    "#: f:2\n"
                    "msgctxt \"q=a\"\n"
                    "msgid \"Yes\"\n"
                    "msgstr \"\"\n\n");
    arena_destroy(arena);
}

static void the_same_text_stands_there_once_however_many_there_are(void **state)
{
    (void)state;
    enum { MANY = 17000 };
    struct arena *arena = arena_make();
    struct form_phrase *phrases = arena_array(arena, struct form_phrase, MANY);
    struct text once = { .arena = arena };
    struct text all = { .arena = arena };
    for (int i = 0; i < MANY; i++)
        phrases[i] = (struct form_phrase){ .role = FORM_ROLE_FINDING,
                                           .context = S("q finding"),
                                           .english = i % 2 ? S("b") : S("a"),
                                           .question = -1,
                                           .next = i + 1 < MANY
                                                       ? &phrases[i + 1]
                                                       : NULL };
    struct form form = { .file = S("f"), .phrases = phrases };
    template_add(&all, &form);
    phrases[1].next = NULL;
    template_add(&once, &form);
    cases_same(text_view(&all), text_view(&once));
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        { .name = "every phrase is in the template once",
          .test_func = every_phrase_is_in_the_template_once },
        { .name = "one yes is told from another",
          .test_func = one_yes_is_told_from_another },
        { .name = "quotes and backslashes come back as they were",
          .test_func = quotes_and_backslashes_come_back_as_they_were },
        { .name = "a line end in a label or a note stays inside the remark",
          .test_func = a_line_end_stays_inside_the_remark },
        { .name = "the same text stands there once, however many there are",
          .test_func = the_same_text_stands_there_once_however_many_there_are },
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
