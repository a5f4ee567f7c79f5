/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings: what staff write into kiosk.conf, and every fault in it. */
#include "ui/settings.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "cases.h"

static const str forms[] = { S("victims"), S("young-people") };
static const struct pairs_names names = { forms, 2 };

static void say(struct text *out, const char *key, str value)
{
    text_add(out, text_of(key));
    text_add(out, S(" "));
    text_add(out, value);
    text_add_char(out, '\n');
}

static void say_number(struct text *out, const char *key, long number)
{
    struct text text = { .arena = out->arena };
    text_add_number(&text, number);
    say(out, key, text_view(&text));
}

/* In a folder of its own that is taken away again. */
static struct settings load(struct arena *arena, str content,
                            struct faults *faults)
{
    char folder[] = "/tmp/yoursay-settings.XXXXXX";
    struct fault fault = { .arena = arena };
    assert_non_null(mkdtemp(folder));
    assert_int_equal(chdir(folder), 0);
    if (content.size > 0)
        assert_true(file_write_whole(S("kiosk.conf"), content, &fault));
    struct settings got = settings_load(arena, S("."), &names, faults);
    file_remove(S("kiosk.conf"));
    assert_int_equal(chdir("/"), 0);
    assert_int_equal(rmdir(folder), 0);
    return got;
}

/* What is not as it always is, then the faults. */
static str run(struct arena *arena, const struct cases_case *one)
{
    struct faults faults = { .arena = arena };
    struct text out = { .arena = arena };
    struct settings usual = settings_default();
    struct settings got = load(arena, cases_input(one), &faults);
    if (got.idle != usual.idle)
        say_number(&out, "idle", got.idle);
    if (got.idle_more != usual.idle_more)
        say_number(&out, "idle_more", got.idle_more);
    if (got.diagonal > 0)
        say_number(&out, "diagonal in hundredths of a millimetre",
                   (long)(got.diagonal * 100 + 0.5));
    if (got.questionnaire.size > 0)
        say(&out, "questionnaire", got.questionnaire);
    if (got.theme != usual.theme)
        say(&out, "theme", text_of(look_theme_name(got.theme)));
    if (got.size != usual.size)
        say(&out, "size", text_of(look_size_name(got.size)));
    text_add(&out, cases_faults(arena, &faults));
    return text_view(&out);
}

int main(void)
{
    return cases_run("ui/settings.cases", run);
}
