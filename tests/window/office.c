/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/file.h"
#include "cases.h"
#include "verbs/ran.h"
#include "verbs/seating.h"

static void set_up(struct office *office)
{
    struct ran ran = ran_program(
        office->arena, office->folder,
        S("--data kiosk setup --service=Coventry --title=YOS --title-cy=TTI "
          "--collection=Spring --room 20 --passphrase-file pass "
          "--recovery-file sheet"));
    if (ran.status != 0)
        fail_msg("%.*s", TEXT_ARGS(ran.err));
}

struct office office_open(struct arena *arena, int width, int height)
{
    struct office office = { .arena = arena,
                             .width = width,
                             .height = height,
                             .folder = ran_folder(arena),
                             .runtime = "/dev/shm/yoursay-test-XXXXXX" };
    snprintf(office.data, OFFICE_PATH, "%s/kiosk", office.folder.at);
    snprintf(office.said, OFFICE_PATH, "%s/said", office.folder.at);
    assert_non_null(mkdtemp(office.runtime));
    snprintf(office.own_runtime, OFFICE_PATH, "%.100s/seat", office.runtime);
    assert_int_equal(mkdir(office.own_runtime, 0700), 0);
    set_up(&office);
    office.display = display_start(width, height);
    return office;
}

void office_close(struct office *office)
{
    display_end(office->display);
    ran_clear(office->folder);
    ran_clear(text_of(office->runtime));
}

struct sitting *office_sit_down(struct office *office, const char *window)
{
    struct sitting_wish wish = { .program = TESTS_PROGRAM,
                                 .data = office->data,
                                 .window = window,
                                 .runtime = office->runtime,
                                 .own_runtime = office->own_runtime,
                                 .said = office->said,
                                 .width = office->width,
                                 .height = office->height };
    if (window)
        assert_true(seating_size(text_of(window), &wish.width, &wish.height));
    struct sitting *sitting = sitting_make(office->display, &wish);
    sitting_start(sitting);
    return sitting;
}

void office_get_up(struct office *office, struct sitting *sitting)
{
    struct fault fault = { .arena = office->arena };
    str said;
    assert_int_equal(sitting_end(sitting, SIGTERM, OFFICE_PATIENCE), 0);
    assert_true(file_read(office->arena, text_of(office->said), OFFICE_PATH,
                          &said, &fault));
    cases_same_text(said, "");
}
