/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Nothing of one person reaches the next (P4). A process of its own is a kiosk;
 * this one sits down at it, chooses how all looks, answers, and writes two words
 * that are nowhere else, one with fingers and one with keys. Then it leaves, in
 * every way there is. All of the kiosk's memory that was ever written to is
 * searched: for the words as bytes, as wider letters, as numbers of glyphs and
 * inside of larger things, whatever they are added to; and for what was drawn
 * of them. The same search finds all of it before.
 */
#include <fcntl.h>
#include <linux/magic.h>
#include <signal.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "booth.h"
#include "quarry.h"
#include "ui/dump.h"

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED true
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED true
#endif
#endif
#ifndef SANITIZED
#define SANITIZED false
#endif

/* NOLINTBEGIN(readability-identifier-naming): the linker's names */
int __real_fstatfs(int handle, struct statfs *about);
int __wrap_fstatfs(int handle, struct statfs *about);
bool __real_outbox_send(struct outbox *outbox, str record,
                        const unsigned char id[OUTBOX_ID], str label,
                        struct fault *fault);
bool __wrap_outbox_send(struct outbox *outbox, str record,
                        const unsigned char id[OUTBOX_ID], str label,
                        struct fault *fault);
/* NOLINTEND(readability-identifier-naming) */

/* Any folder will do here for memory. */
int __wrap_fstatfs(int handle, struct statfs *about)
{
    int result = __real_fstatfs(handle, about);
    about->f_type = TMPFS_MAGIC;
    return result;
}

static bool failing;

bool __wrap_outbox_send(struct outbox *outbox, str record,
                        const unsigned char id[OUTBOX_ID], str label,
                        struct fault *fault)
{
    return !failing && __real_outbox_send(outbox, record, id, label, fault);
}

/* ---- what the processes say to each other -------------------------------- */

enum order {
    PLAY = 'p',   /* lines */
    PRESS = 'k',  /* a letter, by key */
    TYPE = 't',   /* a letter, by finger */
    PASS = 'w',   /* milliseconds */
    SEND = 'e',   /* from the last question on */
    FAIL = 'f',   /* whether nothing can be stored */
    DIFFER = 's', /* from one that nobody sat at */
    TIME = 'c',
};

struct message {
    enum order order;
    int64_t number;
    char lines[4000];
};

static void tell(int to, const void *bytes, size_t size)
{
    assert_int_equal(write(to, bytes, size), size);
}

static bool hear(int from, void *bytes, size_t size)
{
    char *at = bytes;
    while (size > 0) {
        ssize_t got = read(from, at, size);
        if (got <= 0)
            return false;
        at += got;
        size -= (size_t)got;
    }
    return true;
}

/* ---- the process that is a kiosk ----------------------------------------- */

static int64_t type_letter(struct booth *booth, uint32_t letter)
{
    char line[16] = "type ";
    text_encode(letter, line + 5);
    booth_play(booth, line);
    explicit_bzero(line, sizeof line);
    return 0;
}

static int64_t send(struct booth *booth)
{
    booth_play(booth, "until check next");
    while (!widget_find(host_list(booth->seat), S("send")))
        booth_play(booth, "tap next");
    booth_play(booth, "tap send\nwait 1");
    return 0;
}

static bool is_all_zeros(const void *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (((const char *)bytes)[i])
            return false;
    return true;
}

/* With all that lies between what they are made of. */
static bool is_same(const void *one, const void *other, size_t size)
{
    return memcmp(one, other, size) == 0;
}

static str dumped(struct arena *arena, struct seat *seat)
{
    return dump_screen(arena, host_list(seat), &seat->look,
                       words_language(seat_words(seat)));
}

/* From a seat where nobody ever sat, once its last moments are over: a bit for
 * each thing. */
static int64_t differs(struct booth *booth)
{
    struct arena *arena = arena_make();
    struct seat_plan plan = booth->plan;
    struct seat *seat = booth->seat;
    plan.draft = NULL;
    booth_pass(booth, 2L * TOUCH_AGAIN);
    struct seat *other = host_make(&plan, booth->width, booth->height);
    struct seat_person *person = &seat->person;
    host_wait(other);
    const bool same[] = {
        text_equal(dumped(arena, seat), dumped(arena, other)),
        is_same(&seat->look, &other->look, sizeof seat->look),
        is_same(&seat->focus, &other->focus, sizeof seat->focus),
        is_same(&seat->touch, &other->touch, sizeof seat->touch),
        is_all_zeros(&person->typing, sizeof person->typing),
        person->language == other->person.language,
        person->form == other->person.form && !person->visit,
        !person->peeking && person->checked == 0,
        person->depth == 0 && person->page == 0,
    };
    int64_t different = 0;
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        different |= !same[i] << i;
    host_end(other);
    arena_destroy(arena);
    return different;
}

static int64_t obey(struct booth *booth, const struct message *message)
{
    switch (message->order) {
    case PLAY:
        booth_play(booth, message->lines);
        return 0;
    case PRESS:
        host_key(booth->seat, FOCUS_LETTER, (uint32_t)message->number);
        return 0;
    case TYPE:
        return type_letter(booth, (uint32_t)message->number);
    case PASS:
        booth_pass(booth, message->number);
        return 0;
    case SEND:
        return send(booth);
    case FAIL:
        failing = message->number != 0;
        return 0;
    case DIFFER:
        return differs(booth);
    default:
        return clock_now(booth->plan.clock);
    }
}

static void be_kiosk(const char *memory, const char *now)
{
    struct message message;
    struct booth *booth = booth_open(&(struct booth_wish){
        .memory = memory, .form = "victims", .now = strtoll(now, NULL, 10) });
    while (hear(STDIN_FILENO, &message, sizeof message)) {
        int64_t answer = obey(booth, &message);
        explicit_bzero(&message, sizeof message);
        booth_draw(booth);
        tell(STDOUT_FILENO, &answer, sizeof answer);
    }
    booth_close(booth);
}

/* ---- starting and stopping it -------------------------------------------- */

struct kiosk {
    pid_t id;
    int to;
    int from;
};

static struct kiosk start(const char *memory, int64_t now)
{
    int to[2];
    int from[2];
    char moment[32];
    snprintf(moment, sizeof moment, "%lld", (long long)now);
    assert_int_equal(pipe2(to, O_CLOEXEC), 0);
    assert_int_equal(pipe2(from, O_CLOEXEC), 0);
    struct kiosk kiosk = { .id = fork(), .to = to[1], .from = from[0] };
    assert_true(kiosk.id >= 0);
    if (kiosk.id == 0) {
        dup2(to[0], STDIN_FILENO);
        dup2(from[1], STDOUT_FILENO);
        execl("/proc/self/exe", "leaving", memory, moment, (char *)NULL);
        _exit(127);
    }
    close(to[0]);
    close(from[1]);
    return kiosk;
}

static int end(const struct kiosk *kiosk)
{
    int status = -1;
    close(kiosk->to);
    close(kiosk->from);
    assert_int_equal(waitpid(kiosk->id, &status, 0), kiosk->id);
    return status;
}

static int64_t ask(const struct kiosk *kiosk, enum order order, int64_t number)
{
    struct message message = { .order = order, .number = number };
    int64_t answer = -1;
    tell(kiosk->to, &message, sizeof message);
    assert_true(hear(kiosk->from, &answer, sizeof answer));
    return answer;
}

static void play(const struct kiosk *kiosk, const char *lines)
{
    struct message message = { .order = PLAY };
    int64_t answer = -1;
    snprintf(message.lines, sizeof message.lines, "%s", lines);
    tell(kiosk->to, &message, sizeof message);
    assert_true(hear(kiosk->from, &answer, sizeof answer));
}

/* ---- the scene ------------------------------------------------------------ */

enum { WORD = 50 }; /* letters: more than libraries make room for at first */

struct scene {
    char memory[64];
    char words[2][WORD + 1];
    struct quarry quarry;
    struct kiosk kiosk;
    int draft; /* the file that is kept of the answers */
};

/* Dark, large, and in Welsh. */
static const char choices[] = "tap lang_cy\n"
                              "tap theme_dark\n"
                              "tap size_large\n"
                              "until privacy next\n"
                              "until question:explained next\n"
                              "tap yes\n"
                              "until question:comments next\n";

static void make_word(char word[WORD + 1])
{
    for (int i = 0; i < WORD; i++)
        do
            word[i] = (char)('a' + randombytes_uniform('z' - 'a' + 1));
        while (i > 0 && word[i] == word[i - 1]);
    word[WORD] = '\0';
}

static void seek_words(struct scene *scene)
{
    for (int i = 0; i < QUARRY_LETTERS; i++) {
        int from = i % QUARRY_PIECES * (WORD - QUARRY_PIECE) /
                   (QUARRY_PIECES - 1);
        memcpy(scene->quarry.letters[i], scene->words[i / QUARRY_PIECES] + from,
               QUARRY_PIECE);
    }
}

/* The part of a row in which there is most to see. */
static void seek_row(unsigned char row[QUARRY_ROW], const unsigned char *all,
                     int size)
{
    int most = 0;
    for (int at = 0; at + QUARRY_ROW <= size; at++) {
        int changes = 0;
        for (int i = 1; i < QUARRY_ROW; i++)
            changes += all[at + i] != all[at + i - 1];
        if (changes <= most || all[at] == 0)
            continue;
        most = changes;
        memcpy(row, all + at, QUARRY_ROW);
    }
    assert_true(most > 8);
}

static void seek_pixels(const struct canvas *canvas, int x, int y, int w,
                        unsigned char row[QUARRY_ROW])
{
    enum { MOST = 2000 };
    unsigned char all[MOST];
    for (int i = 0; i < w && i < MOST; i++)
        all[i] = canvas_pixel(canvas, x + i, y) & 0xFF;
    seek_row(row, all, w < MOST ? w : MOST);
}

/* A word as it stands on the screen, and its mask, as white on black. */
static void seek_drawn(const struct booth *booth,
                       const struct widget_text *text,
                       const struct widget_word *word,
                       unsigned char (*rows)[QUARRY_ROW])
{
    struct canvas *canvas = booth->seating.canvas;
    int y = word->baseline - text->size / 4;
    const struct canvas_word white = {
        .style = { .letters = booth->seat->look.letters,
                   .bold = look_is_bold(text->style),
                   .size = text->size },
        .word = word->word,
        .x = word->x,
        .baseline = word->baseline,
        .colour = 0xFFFFFF,
    };
    seek_pixels(canvas, word->x, y, word->w, rows[0]);
    canvas_fill(canvas, text->bounds, 0);
    canvas_word(canvas, &white);
    seek_pixels(canvas, word->x, y, word->w, rows[1]);
}

static void write_words(struct scene *scene, struct booth *booth)
{
    for (int i = 0; i < WORD; i++) {
        uint32_t letter = (uint32_t)scene->words[0][i];
        if (booth) {
            type_letter(booth, letter);
            booth_draw(booth);
        } else {
            ask(&scene->kiosk, TYPE, letter);
        }
    }
    for (int i = -1; i < WORD; i++) {
        uint32_t letter = i < 0 ? ' ' : (uint32_t)scene->words[1][i];
        if (booth) {
            host_key(booth->seat, FOCUS_LETTER, letter);
            booth_draw(booth);
        } else {
            ask(&scene->kiosk, PRESS, letter);
        }
    }
}

/* The same is done here first, to know how it looks. */
static void seek_drawings(struct scene *scene)
{
    struct booth *booth = booth_open(&(struct booth_wish){ .form = "victims" });
    booth_play(booth, choices);
    write_words(scene, booth);
    const struct widget *field = widget_find(host_list(booth->seat), S("text"));
    assert_true(field && field->text_count > 0);
    const struct widget_text *text = &field->texts[0];
    seek_drawn(booth, text, &text->words[0], scene->quarry.rows);
    booth_draw(booth);
    seek_drawn(booth, text, &text->words[text->count - 1],
               scene->quarry.rows + 2);
    booth_close(booth);
}

static void open_draft(struct scene *scene)
{
    char path[128];
    snprintf(path, sizeof path, "%s/yoursay-draft", scene->memory);
    scene->draft = open(path, O_RDONLY | O_CLOEXEC);
    assert_true(scene->draft >= 0);
}

/* The sanitizers keep what is freed where it is on purpose. */
static void look_through(struct scene *scene)
{
    quarry_begin(&scene->quarry);
    if (!SANITIZED)
        quarry_look_for(&scene->quarry, scene->kiosk.id);
}

static long count_found(const struct quarry *quarry)
{
    return quarry->as_bytes + quarry->as_pairs + quarry->as_wide +
           quarry->as_drawn;
}

/* Words that are nowhere before they are written. By chance a word can end as
 * one on the screen does: then it is another one. */
static void choose_words(struct scene *scene)
{
    enum { TRIES = 5 };
    for (int i = 0; i == 0 || (i < TRIES && count_found(&scene->quarry)); i++) {
        make_word(scene->words[0]);
        make_word(scene->words[1]);
        seek_words(scene);
        seek_drawings(scene);
        look_through(scene);
    }
    assert_int_equal(count_found(&scene->quarry), 0);
}

/* Somebody sits there and has written. Before, there was nothing to find, and
 * now it is found. */
static struct scene *sit_down(struct arena *arena)
{
    struct scene *scene = arena_new(arena, struct scene);
    struct quarry *quarry = &scene->quarry;
    strcpy(scene->memory, "/tmp/yoursay-leaving-XXXXXX");
    assert_non_null(mkdtemp(scene->memory));
    scene->kiosk = start(scene->memory, 1000);
    play(&scene->kiosk, choices);
    choose_words(scene);
    write_words(scene, NULL);
    look_through(scene);
    assert_true(SANITIZED || (quarry->as_bytes > 0 && quarry->as_wide > 0 &&
                              quarry->as_drawn > 0));
    open_draft(scene);
    return scene;
}

/* The file has no name any more, and nothing in it. */
static void expect_no_draft(const struct scene *scene)
{
    enum { MOST = 100000 };
    static char bytes[MOST];
    struct stat about;
    assert_int_equal(fstat(scene->draft, &about), 0);
    assert_int_equal(about.st_nlink, 0);
    ssize_t size = pread(scene->draft, bytes, MOST, 0);
    assert_true(size > 0 && size < MOST);
    assert_true(is_all_zeros(bytes, (size_t)size));
}

static void expect_nothing(struct scene *scene)
{
    struct quarry *quarry = &scene->quarry;
    assert_int_equal(ask(&scene->kiosk, DIFFER, 0), 0);
    expect_no_draft(scene);
    look_through(scene);
    assert_int_equal(quarry->as_bytes, 0);
    assert_int_equal(quarry->as_pairs, 0);
    assert_int_equal(quarry->as_wide, 0);
    assert_int_equal(quarry->as_drawn, 0);
}

static void stand_up(struct scene *scene)
{
    close(scene->draft);
    assert_int_equal(end(&scene->kiosk), 0);
    assert_int_equal(rmdir(scene->memory), 0);
}

/* ---- ways to leave -------------------------------------------------------- */

static void leave_by(struct arena *arena, const char *lines)
{
    struct scene *scene = sit_down(arena);
    play(&scene->kiosk, lines);
    expect_nothing(scene);
    stand_up(scene);
}

static void who_sends_and_finishes(void **state)
{
    struct scene *scene = sit_down(*state);
    ask(&scene->kiosk, SEND, 0);
    play(&scene->kiosk, "until welcome next\n");
    expect_nothing(scene);
    stand_up(scene);
}

static void who_sends_and_walks_away(void **state)
{
    struct scene *scene = sit_down(*state);
    ask(&scene->kiosk, SEND, 0);
    play(&scene->kiosk, "wait 31\n");
    expect_nothing(scene);
    stand_up(scene);
}

static void who_sends_what_there_is(void **state)
{
    leave_by(*state, "tap stop\ntap send_now\nwait 1\nuntil welcome next\n");
}

static void who_deletes_everything(void **state)
{
    leave_by(*state, "tap stop\ntap delete_all\n");
}

static void who_walks_away(void **state)
{
    leave_by(*state, "wait 120\nexpect still_here\nwait 60\n");
}

static void who_takes_a_break_for_good(void **state)
{
    leave_by(*state, "tap stop\ntap break\nwait 200\n");
}

static void who_gives_up_when_it_cannot_be_sent(void **state)
{
    struct scene *scene = sit_down(*state);
    ask(&scene->kiosk, FAIL, 1);
    ask(&scene->kiosk, SEND, 0);
    play(&scene->kiosk, "expect send\nwait 40\n");
    ask(&scene->kiosk, FAIL, 0);
    play(&scene->kiosk, "tap stop\ntap delete_all\n");
    expect_nothing(scene);
    stand_up(scene);
}

/* The program is killed, and begins anew. */
static void crash(struct scene *scene)
{
    int64_t now = ask(&scene->kiosk, TIME, 0);
    assert_int_equal(kill(scene->kiosk.id, SIGKILL), 0);
    end(&scene->kiosk);
    scene->kiosk = start(scene->memory, now + 5000);
}

static void crash_and(struct arena *arena, const char *lines)
{
    struct scene *scene = sit_down(arena);
    crash(scene);
    play(&scene->kiosk, lines);
    expect_nothing(scene);
    stand_up(scene);
}

static void who_starts_again_after_a_crash(void **state)
{
    crash_and(*state, "tap start_again\n");
}

static void who_is_gone_after_a_crash(void **state)
{
    crash_and(*state, "expect carry_on\nwait 21\n");
}

static void who_carries_on_after_a_crash(void **state)
{
    crash_and(*state, "tap carry_on\n"
                      "expect text\n"
                      "tap stop\n"
                      "tap delete_all\n");
}

/* ---- the search itself ---------------------------------------------------- */

static void search(struct quarry *quarry,
                   const unsigned char bytes[QUARRY_BEYOND])
{
    quarry_begin(quarry);
    quarry_look_at(quarry, bytes);
}

/* Letters as libraries keep them, and what they draw. */
static void all_that_is_looked_for_is_found(void **state)
{
    struct scene *scene = arena_new(*state, struct scene);
    struct quarry *quarry = &scene->quarry;
    unsigned char pairs[QUARRY_BEYOND] = { 0 };
    unsigned char glyphs[QUARRY_BEYOND] = { 0 };
    unsigned char pixels[QUARRY_BEYOND] = { 0 };
    make_word(scene->words[0]);
    make_word(scene->words[1]);
    seek_words(scene);
    randombytes_buf(quarry->rows, sizeof quarry->rows);
    for (size_t i = 0; i < QUARRY_PIECE; i++) {
        pairs[2 * i] = quarry->letters[3][i];
        glyphs[20 * i] = (unsigned char)(quarry->letters[3][i] - 29);
    }
    for (size_t i = 0; i < QUARRY_ROW; i++)
        pixels[4 * i] = quarry->rows[2][i];
    search(quarry, pairs);
    assert_int_equal(quarry->as_pairs, 1);
    search(quarry, glyphs);
    assert_int_equal(quarry->as_wide, 1);
    search(quarry, pixels);
    assert_int_equal(quarry->as_drawn, 1);
}

#define LEAVES(who, function) CASES_TEST(who " leaves nothing (P4)", function)

int main(int count, char **arguments)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("all that is looked for is found",
                   all_that_is_looked_for_is_found),
        LEAVES("who sends and finishes", who_sends_and_finishes),
        LEAVES("who sends and walks away", who_sends_and_walks_away),
        LEAVES("who sends what there is", who_sends_what_there_is),
        LEAVES("who deletes everything", who_deletes_everything),
        LEAVES("who walks away", who_walks_away),
        LEAVES("who takes a break for good", who_takes_a_break_for_good),
        LEAVES("who gives up when it cannot be sent",
               who_gives_up_when_it_cannot_be_sent),
        LEAVES("who starts again after a crash",
               who_starts_again_after_a_crash),
        LEAVES("who is gone after a crash", who_is_gone_after_a_crash),
        LEAVES("who carries on after a crash", who_carries_on_after_a_crash),
    };
    if (count == 3) {
        be_kiosk(arguments[1], arguments[2]);
        return 0;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
