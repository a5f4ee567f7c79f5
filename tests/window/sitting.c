/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sitting.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "ui/aim.h"
#include "ui/host.h"
#include "ui/paint.h"
#include "verbs/seating.h"

/* Milliseconds. */
enum {
    PATIENCE = 20000, /* on a machine that has other things to do */
    APART = TOUCH_AGAIN + 20,
    POLL = 200, /* microseconds */
};
/* Taps that are remembered. More in that time are no fingers. */
enum { RECENT = TOUCH_TAPS - 1 };
enum { MOST_ARGUMENTS = 10, MOST_SETTINGS = 8, SETTING = 400, PATH = 300 };

/* What was done, where, and when the program was done with it. */
struct deed {
    char id[TOUCH_NAME];
    int x;
    int y;
    double at;
};

struct sitting {
    struct display *display;
    struct sitting_wish wish;
    struct arena *arena;
    struct call call;
    struct words *words;
    struct seating seating;
    struct seat *seat;
    uint32_t *wanted; /* what the program should show */
    uint32_t *found;  /* what it shows */
    int x;            /* where its window lies */
    int y;
    struct deed recent[RECENT];
    int deeds;
    pid_t program;
};

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static _Noreturn void give_up(const struct sitting *sitting, const char *why,
                              const char *what)
{
    str screen = sitting->seat ? host_list(sitting->seat)->screen : S("");
    fprintf(stderr, "sitting: at “%.*s”: %s: %s\n", TEXT_ARGS(screen), why,
            what);
    exit(1);
}

/* ---- the seat of this test's own ----------------------------------------- */

static str share_of(struct arena *arena, const char *program)
{
    return file_join(arena, file_folder(text_of(program)), S("share/yoursay"));
}

static void make_seat(struct sitting *sitting)
{
    sitting->seating.plan.practice = sitting->wish.data == NULL;
    sitting->seat = host_make(&sitting->seating.plan, sitting->wish.width,
                              sitting->wish.height);
    clock_turn(&sitting->seating.clock, APART);
    host_wait(sitting->seat);
}

struct sitting *sitting_make(struct display *display,
                             const struct sitting_wish *wish)
{
    const struct seating_wish same = { .practice = true, .by_hand = true };
    struct sitting *sitting = calloc(1, sizeof *sitting);
    struct arena *arena = arena_make();
    struct fault fault = { .arena = arena };
    size_t pixels = (size_t)wish->width * (size_t)wish->height;
    if (!sitting)
        exit(1);
    *sitting = (struct sitting){
        .display = display,
        .wish = *wish,
        .arena = arena,
        .words = words_open(WORDS_ENGLISH, NULL, &fault),
        .wanted = calloc(pixels, sizeof(uint32_t)),
        .found = calloc(pixels, sizeof(uint32_t)),
    };
    sitting->call = (struct call){ .arena = arena,
                                   .words = sitting->words,
                                   .share = share_of(arena, wish->program) };
    if (seating_open(&sitting->seating, &sitting->call, &same) != CALL_DONE)
        give_up(sitting, "no seat", "there is something wrong");
    if (wish->own_runtime)
        sitting->seating.plan.draft = draft_open(arena,
                                                 text_of(wish->own_runtime));
    make_seat(sitting);
    return sitting;
}

void sitting_free(struct sitting *sitting)
{
    host_end(sitting->seat);
    seating_close(&sitting->seating);
    words_close(sitting->words);
    arena_destroy(sitting->arena);
    free(sitting->wanted);
    free(sitting->found);
    free(sitting);
}

static void pass(struct sitting *sitting, int64_t milliseconds)
{
    clock_turn(&sitting->seating.clock, milliseconds);
    for (int i = 0; i < 3 && host_wait(sitting->seat) == 0; i++)
        host_list(sitting->seat);
}

struct seat *sitting_seat(struct sitting *sitting)
{
    return sitting->seat;
}

bool sitting_shows(struct sitting *sitting, const char *screen)
{
    return text_equal(host_list(sitting->seat)->screen, text_of(screen));
}

/* ---- both pictures ------------------------------------------------------- */

static void paint(struct sitting *sitting)
{
    struct fault fault = { .arena = sitting->arena };
    struct seat *seat = sitting->seat;
    struct canvas *canvas = sitting->seating.canvas;
    const struct look *look = &seat->look;
    canvas_forget(canvas);
    if (!canvas_resize(canvas, look->width, look->height, &fault))
        exit(1);
    paint_list(canvas, host_list(seat), look, touch_pressed(&seat->touch));
    for (int y = 0; y < look->height; y++)
        for (int x = 0; x < look->width; x++)
            sitting->wanted[(size_t)y * (size_t)look->width + (size_t)x] =
                canvas_pixel(canvas, x, y);
}

static bool is_same(struct sitting *sitting)
{
    const struct look *look = &sitting->seat->look;
    size_t size = (size_t)look->width * (size_t)look->height;
    if (!display_window(sitting->display, &sitting->x, &sitting->y))
        return false;
    display_read(sitting->display, sitting->x, sitting->y, look->width,
                 look->height, sitting->found);
    return memcmp(sitting->found, sitting->wanted,
                  size * sizeof *sitting->found) == 0;
}

/* Leaves both pictures for whoever wants to know. */
static void keep_pictures(struct sitting *sitting)
{
    const char *folder = getenv("SITTING_PICTURES");
    const struct look *look = &sitting->seat->look;
    uint32_t *both[] = { sitting->wanted, sitting->found };
    const char *const names[] = { "wanted", "found" };
    for (int i = 0; folder && i < 2; i++) {
        char path[PATH];
        snprintf(path, sizeof path, "%s/%s.ppm", folder, names[i]);
        FILE *file = fopen(path, "w");
        if (!file)
            return;
        fprintf(file, "P6 %d %d 255\n", look->width, look->height);
        for (int at = 0; at < look->width * look->height; at++)
            for (int shift = 16; shift >= 0; shift -= 8)
                fputc((int)(both[i][at] >> shift & 0xFF), file);
        fclose(file);
    }
}

static void rest(int microseconds)
{
    nanosleep(&(struct timespec){ .tv_nsec = microseconds * 1000L }, NULL);
}

void sitting_same(struct sitting *sitting)
{
    double since = now();
    paint(sitting);
    while (!is_same(sitting)) {
        if (now() - since > PATIENCE) {
            keep_pictures(sitting);
            give_up(sitting, "the program", "shows another picture");
        }
        rest(5000);
    }
}

/* ---- the program --------------------------------------------------------- */

struct start {
    char *arguments[MOST_ARGUMENTS];
    char *environment[MOST_SETTINGS];
    char settings[MOST_SETTINGS][SETTING];
};

static void add_setting(struct start *start, const char *name,
                        const char *value)
{
    int at = 0;
    while (start->environment[at])
        at++;
    if (!value)
        return;
    snprintf(start->settings[at], SETTING, "%s=%s", name, value);
    start->environment[at] = start->settings[at];
}

static void add_argument(struct start *start, const char *argument)
{
    int at = 0;
    while (start->arguments[at])
        at++;
    start->arguments[at] = (char *)(uintptr_t)argument;
}

static void fill_start(struct start *start, const struct sitting *sitting)
{
    const struct sitting_wish *wish = &sitting->wish;
    add_setting(start, "DISPLAY", display_name(sitting->display));
    add_setting(start, "XDG_RUNTIME_DIR", wish->runtime);
    add_setting(start, "ASAN_OPTIONS", getenv("ASAN_OPTIONS"));
    add_setting(start, "UBSAN_OPTIONS", getenv("UBSAN_OPTIONS"));
    add_setting(start, "LSAN_OPTIONS", getenv("LSAN_OPTIONS"));
    add_argument(start, "yoursay");
    if (wish->data) {
        add_argument(start, "--data");
        add_argument(start, wish->data);
    }
    add_argument(start, "run");
    if (!wish->data)
        add_argument(start, "--practice");
    if (wish->window) {
        add_argument(start, "--window");
        add_argument(start, wish->window);
    }
}

static _Noreturn void become(const struct sitting *sitting, struct start *start)
{
    const char *said = sitting->wish.said ? sitting->wish.said : "/dev/null";
    int out = open(said, O_WRONLY | O_CREAT | O_APPEND, 0600);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (out < 0 || dup2(out, STDOUT_FILENO) < 0 || dup2(out, STDERR_FILENO) < 0)
        _exit(99);
    execve(sitting->wish.program, start->arguments, start->environment);
    _exit(97);
}

static void launch(struct sitting *sitting)
{
    struct start start = { 0 };
    fill_start(&start, sitting);
    display_point(sitting->display, 0, 0);
    sitting->program = fork();
    if (sitting->program < 0)
        exit(1);
    if (sitting->program == 0)
        become(sitting, &start);
}

void sitting_start(struct sitting *sitting)
{
    launch(sitting);
    sitting_same(sitting);
}

pid_t sitting_program(const struct sitting *sitting)
{
    return sitting->program;
}

void sitting_again(struct sitting *sitting)
{
    host_end(sitting->seat);
    make_seat(sitting);
    sitting_start(sitting);
}

int sitting_end(struct sitting *sitting, int signal, int milliseconds)
{
    double since = now();
    int status;
    kill(sitting->program, signal);
    while (waitpid(sitting->program, &status, WNOHANG) == 0) {
        if (now() - since > milliseconds)
            return -1;
        rest(1000);
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* ---- doing --------------------------------------------------------------- */

struct place {
    int x;
    int y;
};

static struct place place_of(struct sitting *sitting, const char *id,
                             double across)
{
    const struct widget *widget = widget_find(host_list(sitting->seat),
                                              text_of(id));
    if (!widget || !widget_is_active(widget))
        give_up(sitting, "cannot be tapped", id);
    return (struct place){
        widget->bounds.x + (int)(across * widget->bounds.w),
        widget->bounds.y + widget->bounds.h / 2,
    };
}

/* Whether this would be taken for the second half of what was done before, or
 * for one tap too many. */
static bool is_close(const struct sitting *sitting, const struct deed *before,
                     const struct deed *next)
{
    bool is_last = before == &sitting->recent[sitting->deeds % RECENT];
    int near = look_mm(&sitting->seat->look, 13);
    int across = before->x - next->x;
    int down = before->y - next->y;
    return is_last || !strcmp(before->id, next->id) ||
           across * across + down * down <= near * near;
}

static void hold_apart(struct sitting *sitting, const struct deed *next)
{
    for (int i = 0; i < RECENT; i++)
        while (is_close(sitting, &sitting->recent[i], next) &&
               now() - sitting->recent[i].at < APART)
            rest(1000);
    pass(sitting, APART);
}

static void note(struct sitting *sitting, struct deed done)
{
    done.at = now();
    sitting->recent[sitting->deeds++ % RECENT] = done;
}

static struct deed deed_at(const char *id, struct place place)
{
    struct deed deed = { .x = place.x, .y = place.y };
    snprintf(deed.id, sizeof deed.id, "%s", id);
    return deed;
}

static void touch(struct sitting *sitting, enum touch_kind kind,
                  struct place place)
{
    host_finger(sitting->seat, &(struct touch_event){
                                   .kind = kind,
                                   .x = place.x,
                                   .y = place.y,
                                   .now = clock_now(&sitting->seating.clock) });
}

/* Down, so that both can be seen to be pressed. */
static struct place press(struct sitting *sitting, const char *id,
                          double across)
{
    struct place place = place_of(sitting, id, across);
    struct deed deed = deed_at(id, place);
    hold_apart(sitting, &deed);
    touch(sitting, TOUCH_DOWN, place);
    display_point(sitting->display, sitting->x + place.x, sitting->y + place.y);
    display_press(sitting->display);
    sitting_same(sitting);
    return place;
}

void sitting_tap_at(struct sitting *sitting, const char *id, double across)
{
    struct place place = press(sitting, id, across);
    touch(sitting, TOUCH_UP, place);
    pass(sitting, 0);
    display_lift(sitting->display);
    sitting_same(sitting);
    note(sitting, deed_at(id, place));
}

void sitting_tap(struct sitting *sitting, const char *id)
{
    sitting_tap_at(sitting, id, 0.5);
}

/* Only keys that do something can be taken for a second press. */
static bool moves(enum focus_key key)
{
    return key != FOCUS_ENTER && key != FOCUS_SPACE && key != FOCUS_ESCAPE;
}

void sitting_key(struct sitting *sitting, enum focus_key key,
                 const char *keysym)
{
    const char *const keys[] = { keysym, NULL };
    const char *const shifted[] = { "Shift_L", keysym, NULL };
    if (!moves(key))
        rest(APART * 1000);
    pass(sitting, APART);
    host_key(sitting->seat, key, 0);
    pass(sitting, 0);
    display_keys(sitting->display, key == FOCUS_BACK_TAB ? shifted : keys);
    sitting_same(sitting);
}

static bool is_focused(struct sitting *sitting, const char *id)
{
    const struct widget *widget = widget_find(host_list(sitting->seat),
                                              text_of(id));
    return widget && widget->focused;
}

void sitting_reach(struct sitting *sitting, const char *id)
{
    enum { MOST = 100 };
    for (int i = 0; !is_focused(sitting, id); i++) {
        if (i == MOST)
            give_up(sitting, "cannot be reached by keys", id);
        sitting_key(sitting, FOCUS_TAB, "Tab");
    }
}

void sitting_letter(struct sitting *sitting, char letter)
{
    const char name[] = { letter, '\0' };
    const char *const keys[] = { letter == ' ' ? "space" : name, NULL };
    if (letter == ' ')
        host_key(sitting->seat, FOCUS_SPACE, 0);
    else
        host_key(sitting->seat, FOCUS_LETTER, (unsigned char)letter);
    pass(sitting, 0);
    display_keys(sitting->display, keys);
    sitting_same(sitting);
}

void sitting_go_to(struct sitting *sitting, const char *screen)
{
    enum { MOST = 200 };
    for (int i = 0; !sitting_shows(sitting, screen); i++) {
        if (i == MOST)
            give_up(sitting, "does not lead to", screen);
        sitting_tap(sitting, "next");
    }
}

void sitting_unmoved(struct sitting *sitting, const char *by)
{
    enum { MOMENT = 60000 }; /* microseconds */
    rest(MOMENT);
    if (waitpid(sitting->program, NULL, WNOHANG) != 0)
        give_up(sitting, "it was ended by", by);
    sitting_same(sitting);
}

void sitting_fit(struct sitting *sitting, int width, int height)
{
    unsigned long window = display_window(sitting->display, &sitting->x,
                                          &sitting->y);
    host_fit(sitting->seat, width, height);
    pass(sitting, 0);
    display_resize(sitting->display, window, width, height);
    sitting_same(sitting);
}

/* ---- how long it takes ---------------------------------------------------- */

/* The last place at which what is wanted differs from what is there: a picture
 * is shown as a whole, so when that place has changed, all of it has. */
static size_t last_difference(const struct sitting *sitting)
{
    const struct look *look = &sitting->seat->look;
    size_t at = (size_t)look->width * (size_t)look->height - 1;
    while (at > 0 && sitting->wanted[at] == sitting->found[at])
        at--;
    return at;
}

static void wait_for_pixel(struct sitting *sitting, size_t at)
{
    int width = sitting->seat->look.width;
    int x = sitting->x + (int)(at % (size_t)width);
    int y = sitting->y + (int)(at / (size_t)width);
    double since = now();
    while (display_pixel(sitting->display, x, y) != sitting->wanted[at]) {
        if (now() - since > PATIENCE)
            give_up(sitting, "the program", "shows nothing new");
        rest(POLL);
    }
}

double sitting_time_tap(struct sitting *sitting, const char *id)
{
    struct place place = press(sitting, id, 0.5);
    touch(sitting, TOUCH_UP, place);
    pass(sitting, 0);
    paint(sitting);
    size_t at = last_difference(sitting);
    double since = now();
    display_lift(sitting->display);
    wait_for_pixel(sitting, at);
    double took = now() - since;
    sitting_same(sitting);
    note(sitting, deed_at(id, place));
    return took;
}

double sitting_time_start(struct sitting *sitting)
{
    paint(sitting);
    memset(sitting->found, 0,
           (size_t)sitting->wish.width * (size_t)sitting->wish.height *
               sizeof *sitting->found);
    size_t at = last_difference(sitting);
    double since = now();
    launch(sitting);
    wait_for_pixel(sitting, at);
    double took = now() - since;
    sitting_same(sitting);
    return took;
}

int sitting_time_end(struct sitting *sitting, double *took)
{
    double since = now();
    int status = sitting_end(sitting, SIGTERM, PATIENCE);
    *took = now() - since;
    return status;
}
