/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checking: every fault of words, pictures, characters and translations, with
 * its exact words, on the small questionnaire and its Welsh. */
#include "form/check.h"

#include "cases.h"
#include "form/link.h"
#include "form/translation.h"
#include "ui/typeface.h"

static bool can_draw(const void *self, uint32_t character)
{
    return typeface_has(self, character);
}

static void check_all(struct check *check, struct form *form, struct po *po)
{
    struct fault fault = { .arena = check->arena };
    struct words *welsh = words_open(S("cy"), NULL, &fault);
    assert_non_null(welsh);
    const struct translation translation = { po, welsh };
    check_form(check, form);
    if (po) {
        translation_check(check, form, &translation);
        translation_check_file(check, &translation);
    }
    words_close(welsh);
}

static str run(struct arena *arena, const struct cases_case *one)
{
    struct faults faults = { .arena = arena, .file = S("form.yaml") };
    struct fault fault = { .arena = arena };
    struct form *form = link_form(arena, cases_fixture(arena, one, "form.yaml"),
                                  &faults);
    assert_non_null(form);
    faults.file = S("cy.po");
    struct po *po = po_read(arena, cases_fixture(arena, one, "cy.po"), &faults);
    struct typeface *andika = typeface_open(arena, TYPEFACE_ANDIKA, &fault);
    assert_non_null(andika);
    const struct check_typeface typefaces[] = {
        { typeface_name(andika), andika, can_draw },
    };
    const str pictures[] = { S("yes"), S("no") };
    struct check check = { .arena = arena,
                           .faults = &faults,
                           .typefaces = typefaces,
                           .typeface_count = 1,
                           .pictures = pictures,
                           .picture_count = 2 };
    check_all(&check, form, po);
    typeface_close(andika);
    fault_sort(&faults);
    return cases_faults(arena, &faults);
}

int main(void)
{
    return cases_run("form/check.cases", run);
}
