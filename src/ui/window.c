/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/window.h"

#include <SDL.h>
#include <assert.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "ui/host.h"
#include "ui/paint.h"
#include "ui/rehearsal.h"

/* What is on the screen. */
struct shown {
    long list;    /* the list that was drawn; -1: none */
    long persons; /* who had left by then */
    char pressed[TOUCH_NAME];
    char screen[TOUCH_NAME];
};

struct window {
    SDL_Window *window;
    SDL_Surface *surface; /* the window's, as it was drawn on last; or NULL */
    bool is_kiosk;
    bool ended;
    pthread_t listener;  /* waits for the signals that end a program */
    atomic_bool closing; /* so that it need not say so any more */
    struct shown shown;
    bool lost;       /* what is on the screen may be something else */
    bool is_new;     /* what is on the screen came just now */
    Uint16 held_too; /* Ctrl, Alt and the like, when a key last moved */
};

/* ---- opening ------------------------------------------------------------- */

static sigset_t ending_signals(void)
{
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGHUP);
    return ends;
}

/* SDL would look for a session bus, and start one where there is none: a kiosk
 * talks with nobody. */
void window_prepare(void)
{
    const sigset_t ends = ending_signals();
    pthread_sigmask(SIG_BLOCK, &ends, NULL);
    setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:", 1);
}

/* Left alone SDL would, where there is no display, draw where nobody can see
 * it. Whoever names a driver in SDL_VIDEODRIVER gets that one. */
static const char *driver(void)
{
    return SDL_getenv("WAYLAND_DISPLAY") ? "wayland,x11"
           : SDL_getenv("DISPLAY")       ? "x11"
                                         : "kmsdrm";
}

/* The display may not be accelerated through software that acts a graphics
 * card: that costs a quarter of a second and 76 MB. */
static void set_hints(bool is_kiosk)
{
    SDL_SetHint(SDL_HINT_VIDEODRIVER, driver());
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_FOCUS_CLICKTHROUGH, "1");
    SDL_SetHint(SDL_HINT_WINDOWS_NO_CLOSE_ON_ALT_F4, "1");
    SDL_SetHint(SDL_HINT_ALLOW_ALT_TAB_WHILE_GRABBED, "0");
    SDL_SetHint(SDL_HINT_GRAB_KEYBOARD, "1");
    SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "0");
    SDL_SetHint(SDL_HINT_IME_SHOW_UI, "0");
    if (is_kiosk) /* it has no border that would have to be drawn */
        SDL_SetHint(SDL_HINT_VIDEO_WAYLAND_ALLOW_LIBDECOR, "0");
}

/* A window without a border and as large as the screen: asking for a full
 * screen would wait for a window manager that a kiosk does not have. */
static SDL_Window *make_window(const struct window_wish *wish)
{
    bool is_kiosk = wish->width == 0;
    SDL_DisplayMode mode = { .w = wish->width, .h = wish->height };
    if (is_kiosk && SDL_GetCurrentDisplayMode(0, &mode) < 0)
        return NULL;
    Uint32 flags = is_kiosk ? SDL_WINDOW_BORDERLESS | SDL_WINDOW_ALWAYS_ON_TOP |
                                  SDL_WINDOW_KEYBOARD_GRABBED
                            : SDL_WINDOW_RESIZABLE;
    int at = is_kiosk ? 0 : (int)SDL_WINDOWPOS_UNDEFINED;
    return SDL_CreateWindow(wish->title.at, at, at, mode.w, mode.h, flags);
}

static void *listen(void *from)
{
    struct window *window = from;
    const sigset_t ends = ending_signals();
    int signal;
    while (sigwait(&ends, &signal) != 0)
        ;
    while (!window->closing &&
           SDL_PushEvent(&(SDL_Event){ .type = SDL_USEREVENT }) != 1)
        SDL_Delay(10); /* there is no room for it yet */
    return NULL;
}

static bool refuse(struct fault *fault)
{
    return fault_set(
        fault,
        "there is no display that can be drawn on: {why}; plug a "
        "screen in, or set DISPLAY or WAYLAND_DISPLAY",
        SLOT("why", text_copy(fault->arena, text_of(SDL_GetError()))));
}

struct window *window_open(struct arena *arena, const struct window_wish *wish,
                           struct fault *fault)
{
    struct window *window = arena_new(arena, struct window);
    *window = (struct window){ .is_kiosk = wish->width == 0,
                               .shown = { .list = -1 } };
    set_hints(window->is_kiosk);
    if (SDL_Init(SDL_INIT_VIDEO) == 0)
        window->window = make_window(wish);
    if (window->window &&
        pthread_create(&window->listener, NULL, listen, window) == 0) {
        if (window->is_kiosk) /* until a mouse is moved */
            SDL_ShowCursor(SDL_DISABLE);
        return window;
    }
    refuse(fault);
    SDL_Quit();
    return NULL;
}

/* The surface shows what somebody read and wrote (P4); SDL lets it go as it
 * is. */
static void wipe(struct window *window)
{
    if (window->surface)
        explicit_bzero(window->surface->pixels,
                       (size_t)window->surface->h *
                           (size_t)window->surface->pitch);
    window->surface = NULL;
}

static void end_listener(struct window *window)
{
    window->closing = true;
    pthread_kill(window->listener, SIGHUP);
    pthread_join(window->listener, NULL);
}

/* SDL wakes itself up with messages to its window on X11. One that is still
 * under way when the window is gone would end the program as a failure, so there
 * the window goes with the program. */
void window_close(struct window *window)
{
    if (!window)
        return;
    end_listener(window);
    if (window->surface) {
        wipe(window);
        SDL_UpdateWindowSurface(window->window);
    }
    if (SDL_strcasecmp(SDL_GetCurrentVideoDriver(), "x11") == 0)
        return;
    SDL_DestroyWindow(window->window);
    SDL_Quit();
}

void window_size(const struct window *window, int *width, int *height)
{
    SDL_GetWindowSize(window->window, width, height);
}

/* ---- what comes in -------------------------------------------------------- */

static const struct {
    SDL_Keycode code;
    enum focus_key key;
    bool on_pad; /* there it is a digit while Num Lock is on */
} keys[] = {
    { .code = SDLK_LEFT, .key = FOCUS_LEFT },
    { .code = SDLK_RIGHT, .key = FOCUS_RIGHT },
    { .code = SDLK_UP, .key = FOCUS_UP },
    { .code = SDLK_DOWN, .key = FOCUS_DOWN },
    { .code = SDLK_RETURN, .key = FOCUS_ENTER },
    { .code = SDLK_KP_ENTER, .key = FOCUS_ENTER },
    { .code = SDLK_SPACE, .key = FOCUS_SPACE },
    { .code = SDLK_ESCAPE, .key = FOCUS_ESCAPE },
    { .code = SDLK_BACKSPACE, .key = FOCUS_ERASE },
    { .code = SDLK_HOME, .key = FOCUS_HOME },
    { .code = SDLK_END, .key = FOCUS_END },
    { .code = SDLK_KP_4, .key = FOCUS_LEFT, .on_pad = true },
    { .code = SDLK_KP_6, .key = FOCUS_RIGHT, .on_pad = true },
    { .code = SDLK_KP_8, .key = FOCUS_UP, .on_pad = true },
    { .code = SDLK_KP_2, .key = FOCUS_DOWN, .on_pad = true },
    { .code = SDLK_KP_7, .key = FOCUS_HOME, .on_pad = true },
    { .code = SDLK_KP_1, .key = FOCUS_END, .on_pad = true },
};

static enum focus_key key_of(const SDL_Keysym *pressed)
{
    if (pressed->sym == SDLK_TAB)
        return pressed->mod & KMOD_SHIFT ? FOCUS_BACK_TAB : FOCUS_TAB;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (keys[i].code == pressed->sym)
            return keys[i].on_pad && (pressed->mod & KMOD_NUM) ? FOCUS_KEYS
                                                               : keys[i].key;
    return FOCUS_KEYS;
}

/* Only erasing and moving may be repeated by holding a key down: whoever leans
 * on Enter must not send anything. The first repetition comes so late that it
 * would pass for a new press. */
static bool may_repeat(enum focus_key key)
{
    return key == FOCUS_ERASE || key == FOCUS_LEFT || key == FOCUS_RIGHT;
}

static void take_key(struct window *window, struct seat *seat,
                     const SDL_KeyboardEvent *event)
{
    enum focus_key key = key_of(&event->keysym);
    window->held_too = event->keysym.mod;
    if (event->keysym.mod & (KMOD_CTRL | KMOD_ALT | KMOD_GUI))
        return;
    if (key != FOCUS_KEYS && (!event->repeat || may_repeat(key)))
        host_key(seat, key, 0);
}

/* What a keyboard typed, accents put together; the blank came as a key. The
 * right Alt key makes letters on many keyboards, the others never do. */
static void take_typed(const struct window *window, struct seat *seat,
                       const char *typed)
{
    str text = text_of(typed);
    if (window->held_too & (KMOD_CTRL | KMOD_LALT | KMOD_GUI))
        return;
    for (size_t at = 0; at < text.size;) {
        uint32_t character = text_next(text, &at);
        if (character > ' ' && character != TEXT_BROKEN)
            host_key(seat, FOCUS_LETTER, character);
    }
}

/* The arrow is there for those who have a mouse. */
static void show_cursor(const struct window *window, bool shown)
{
    if (window->is_kiosk && (SDL_ShowCursor(SDL_QUERY) == SDL_ENABLE) != shown)
        SDL_ShowCursor(shown ? SDL_ENABLE : SDL_DISABLE);
}

static void take_motion(struct window *window, struct seat *seat,
                        const SDL_MouseMotionEvent *event)
{
    if (event->which == SDL_TOUCH_MOUSEID)
        return;
    if (event->xrel != 0 || event->yrel != 0)
        show_cursor(window, true);
    host_finger(seat,
                &(struct touch_event){ .kind = TOUCH_MOVE,
                                       .finger = INT64_MIN,
                                       .x = event->x,
                                       .y = event->y,
                                       .now = clock_now(seat->plan.clock) });
}

static void take_button(struct seat *seat, const SDL_MouseButtonEvent *event)
{
    bool down = event->type == SDL_MOUSEBUTTONDOWN;
    if (event->button != SDL_BUTTON_LEFT || event->which == SDL_TOUCH_MOUSEID)
        return;
    host_finger(seat,
                &(struct touch_event){ .kind = down ? TOUCH_DOWN : TOUCH_UP,
                                       .finger = INT64_MIN,
                                       .x = event->x,
                                       .y = event->y,
                                       .now = clock_now(seat->plan.clock) });
}

/* A part of the whole, 1.0 included, as a pixel. */
static int pixel_of(float part, int size)
{
    int at = (int)(part * (float)size);
    return at < size ? at : size - 1;
}

static void take_finger(struct window *window, struct seat *seat,
                        const SDL_TouchFingerEvent *event)
{
    enum touch_kind kind = event->type == SDL_FINGERDOWN ? TOUCH_DOWN
                           : event->type == SDL_FINGERUP ? TOUCH_UP
                                                         : TOUCH_MOVE;
    show_cursor(window, false);
    host_finger(
        seat, &(struct touch_event){ .kind = kind,
                                     .finger = event->fingerId,
                                     .x = pixel_of(event->x, seat->look.width),
                                     .y = pixel_of(event->y, seat->look.height),
                                     .now = clock_now(seat->plan.clock) });
}

static void take_size(struct window *window, struct seat *seat)
{
    int width;
    int height;
    window_size(window, &width, &height);
    wipe(window);
    host_fit(seat, width, height);
}

static void take_window(struct window *window, struct seat *seat,
                        const SDL_WindowEvent *event)
{
    switch (event->event) {
    case SDL_WINDOWEVENT_SIZE_CHANGED:
        take_size(window, seat);
        window->lost = true;
        return;
    case SDL_WINDOWEVENT_SHOWN:
    case SDL_WINDOWEVENT_EXPOSED:
    case SDL_WINDOWEVENT_RESTORED:
        window->lost = true;
        return;
    case SDL_WINDOWEVENT_FOCUS_LOST:
        host_let_go(seat);
        return;
    default:
        return;
    }
}

/* A screen was plugged in, or turned. Whoever manages windows does this by
 * themselves; a kiosk has nobody who does. */
static void fill_screen(const struct window *window)
{
    SDL_Rect screen;
    if (!window->is_kiosk || SDL_GetDisplayBounds(0, &screen) < 0)
        return;
    SDL_SetWindowPosition(window->window, screen.x, screen.y);
    SDL_SetWindowSize(window->window, screen.w, screen.h);
}

static void take(struct window *window, struct seat *seat,
                 const SDL_Event *event)
{
    switch (event->type) {
    case SDL_USEREVENT:
        window->ended = true;
        return;
    case SDL_QUIT:
        window->ended = !window->is_kiosk;
        return;
    case SDL_DISPLAYEVENT:
        fill_screen(window);
        return;
    case SDL_WINDOWEVENT:
        take_window(window, seat, &event->window);
        return;
    case SDL_KEYDOWN:
        take_key(window, seat, &event->key);
        return;
    case SDL_KEYUP:
        window->held_too = event->key.keysym.mod;
        return;
    case SDL_TEXTINPUT:
        take_typed(window, seat, event->text.text);
        return;
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
        take_button(seat, &event->button);
        return;
    case SDL_MOUSEMOTION:
        take_motion(window, seat, &event->motion);
        return;
    case SDL_FINGERDOWN:
    case SDL_FINGERUP:
    case SDL_FINGERMOTION:
        take_finger(window, seat, &event->tfinger);
        return;
    default:
        return;
    }
}

/* ---- what goes out -------------------------------------------------------- */

/* Whether the screen shows what it should. */
static bool is_drawn(struct window *window, struct seat *seat)
{
    host_list(seat);
    return !window->lost && window->shown.list == seat->shown &&
           text_equal(text_of(window->shown.pressed),
                      touch_pressed(&seat->touch));
}

static void keep_name(char kept[TOUCH_NAME], str name)
{
    name = text_slice(name, 0, TOUCH_NAME - 1);
    memset(kept, 0, TOUCH_NAME);
    if (name.size > 0)
        memcpy(kept, name.at, name.size);
}

static struct shown now_shown(struct seat *seat)
{
    struct shown shown = { .persons = seat->persons };
    keep_name(shown.screen, host_list(seat)->screen);
    keep_name(shown.pressed, touch_pressed(&seat->touch));
    shown.list = seat->shown;
    return shown;
}

static int is_no_press(void *unused, SDL_Event *event)
{
    (void)unused;
    return event->type != SDL_FINGERDOWN && event->type != SDL_KEYDOWN &&
           event->type != SDL_MOUSEBUTTONDOWN && event->type != SDL_TEXTINPUT;
}

/* What was pressed before this screen could be seen was not meant for it. */
static void drop_early_presses(void)
{
    SDL_PumpEvents();
    SDL_FilterEvents(is_no_press, NULL);
}

static bool draw(struct window *window, struct seat *seat,
                 struct canvas *canvas, struct fault *fault)
{
    const struct shown shown = now_shown(seat);
    bool is_new = strcmp(shown.screen, window->shown.screen) != 0;
    if (window->shown.persons != shown.persons)
        canvas_forget(canvas);
    window->surface = SDL_GetWindowSurface(window->window);
    if (!window->surface)
        return refuse(fault);
    canvas_attach(canvas, window->surface);
    paint_list(canvas, host_list(seat), &seat->look, text_of(shown.pressed));
    window->shown = shown;
    window->lost = false;
    window->is_new = window->is_new || is_new;
    if (is_new)
        drop_early_presses();
    return SDL_UpdateWindowSurface(window->window) == 0 || refuse(fault);
}

bool window_show(struct window *window, struct seat *seat,
                 struct canvas *canvas, struct fault *fault)
{
    return is_drawn(window, seat) || draw(window, seat, canvas, fault);
}

/* Waits for the next thing to happen, so many milliseconds at most, and takes
 * in all that did. */
static void wait_and_take(struct window *window, struct seat *seat,
                          int64_t most)
{
    SDL_Event event;
    int wait = most > INT32_MAX ? INT32_MAX : (int)most;
    bool came = SDL_WaitEventTimeout(&event, wait < 0 ? -1 : wait);
    while (came && !window->ended) {
        take(window, seat, &event);
        came = SDL_PollEvent(&event);
    }
}

/* Nobody can have read a page that came just now: that is the time to get
 * ready for the next one. */
static void get_ready(struct window *window, const struct seat *seat,
                      struct canvas *canvas)
{
    SDL_PumpEvents();
    if (!window->is_new || SDL_HasEvents(SDL_FIRSTEVENT, SDL_LASTEVENT))
        return;
    window->is_new = false;
    rehearsal_next(seat, canvas);
}

bool window_run(struct window *window, struct seat *seat, struct canvas *canvas,
                struct fault *fault)
{
    SDL_StartTextInput();
    while (!window->ended) {
        if (!window_show(window, seat, canvas, fault))
            return false;
        int64_t left = host_wait(seat);
        if (!is_drawn(window, seat))
            continue;
        get_ready(window, seat, canvas);
        wait_and_take(window, seat, left);
    }
    canvas_forget(canvas);
    return true;
}
