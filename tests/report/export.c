/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whole files that are given out, from lines as in released.h and one more:
 *
 *     as csv                     the format that is looked at
 *     only TEXT                  only lines that have this in them, or the
 *                                text of another such line
 *     until TEXT                 only what stands before the first that has it
 *
 * Line ends of a format are shown as line ends here, a byte order mark as
 * <BOM>.
 */
#include "report/export.h"

#include <errno.h>
#include <sys/mman.h>
#include <sys/statvfs.h>

#include "cases.h"
#include "report/released.h"

enum { MOST_LOOKED_FOR = 8 };

struct look {
    enum export_format format;
    str only[MOST_LOOKED_FOR];
    int only_count;
    str until;
};

static void take(void *context, str line)
{
    struct look *look = context;
    size_t at = 0;
    str verb;
    text_word(line, &at, &verb);
    str rest = text_trim(text_slice(line, at, line.size));
    if (text_equal(verb, S("only")) && look->only_count < MOST_LOOKED_FOR)
        look->only[look->only_count++] = rest;
    else if (text_equal(verb, S("until")))
        look->until = rest;
    else if (!text_equal(verb, S("as")) || !export_find(rest, &look->format))
        fail_msg("what is this: %.*s", TEXT_ARGS(line));
}

static bool is_shown(const struct look *look, str line)
{
    for (int i = 0; i < look->only_count; i++)
        if (text_find(line, look->only[i]) < line.size)
            return true;
    return look->only_count == 0;
}

static void show(struct text *out, const struct look *look, str bytes)
{
    str line;
    assert_true(text_ends(bytes, S("\n")));
    bytes.size--;
    while (text_cut(&bytes, '\n', &line)) {
        if (look->until.size > 0 && text_find(line, look->until) < line.size)
            return;
        if (!is_shown(look, line))
            continue;
        if (text_starts(line, S("\xef\xbb\xbf"))) {
            text_add(out, S("<BOM>"));
            line = text_unmarked(line);
        }
        bool returned = look->format == EXPORT_CSV;
        assert_true(!returned || text_ends(line, S("\r")));
        text_add(out, text_slice(line, 0, line.size - returned));
        text_add_char(out, '\n');
    }
}

static str run(struct arena *arena, const struct cases_case *one)
{
    struct released released;
    struct look look = { .format = EXPORT_TXT };
    struct text out = { .arena = arena };
    released_read(&released, arena, cases_input(one), take, &look);
    released_make(&released);
    show(&out, &look, released_bytes(&released, look.format));
    released_close(&released);
    return text_view(&out);
}

/* ---- no room --------------------------------------------------------------- */

static bool disk_is_full;
static bool memory_is_full;

int __real_statvfs(const char *path, struct statvfs *disk);
int __wrap_statvfs(const char *path, struct statvfs *disk);
int __wrap_statvfs(const char *path, struct statvfs *disk)
{
    int result = __real_statvfs(path, disk);
    if (disk_is_full)
        disk->f_bavail = 100;
    return result;
}

int __real_memfd_create(const char *name, unsigned flags);
int __wrap_memfd_create(const char *name, unsigned flags);
int __wrap_memfd_create(const char *name, unsigned flags)
{
    if (!memory_is_full)
        return __real_memfd_create(name, flags);
    errno = ENOMEM;
    return -1;
}

static void check_refusal(struct arena *arena, struct released *released)
{
    struct faults faults = { .arena = arena };
    struct fault fault = { .arena = arena };
    str bytes;
    assert_false(
        export_make(arena, EXPORT_XLSX, &released->release, &bytes, &fault));
    fault_adopt(&faults, &fault);
    cases_same_text(cases_faults(arena, &faults),
                    "there is no room in /dev/shm or /tmp to make a workbook; "
                    "nothing was written, so make room there and try again\n");
    assert_true(
        export_make(arena, EXPORT_CSV, &released->release, &bytes, &fault));
}

static void no_room_is_said(void **state)
{
    struct released released;
    released_read(&released, *state,
                  S("form tests/fixtures/form.yaml\n9x drinks=yes\n"
                    "inspection HMI Probation\n"),
                  NULL, NULL);
    released_make(&released);
    disk_is_full = true;
    check_refusal(*state, &released);
    disk_is_full = false;
    memory_is_full = true;
    check_refusal(*state, &released);
    memory_is_full = false;
    assert_true(released_bytes(&released, EXPORT_XLSX).size > 1000);
    released_close(&released);
}

static void formats_have_names(void **state)
{
    static const char *const names[] = { "csv",  "json", "xlsx",
                                         "html", "md",   "txt" };
    enum export_format format;
    for (int i = 0; i < EXPORT_FORMATS; i++) {
        assert_true(export_find(text_of(names[i]), &format));
        assert_int_equal(format, i);
        assert_int_equal(export_has_section(format), i >= EXPORT_HTML);
    }
    assert_false(export_find(S("CSV"), &format));
    assert_false(export_find(S(""), &format));
    (void)state;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("formats are found by their names", formats_have_names),
        CASES_TEST("a workbook that there is no room for is refused",
                   no_room_is_said),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    return cases_run("report/export.cases", run) || failed;
}
