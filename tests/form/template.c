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

int main(void)
{
    const struct CMUnitTest tests[] = {
        { .name = "every phrase is in the template once",
          .test_func = every_phrase_is_in_the_template_once },
        { .name = "one yes is told from another",
          .test_func = one_yes_is_told_from_another },
        { .name = "quotes and backslashes come back as they were",
          .test_func = quotes_and_backslashes_come_back_as_they_were },
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
