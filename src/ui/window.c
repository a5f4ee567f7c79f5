/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/window.h"

#include <SDL.h>
#include <assert.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>

#include "base/arena.h"
#include "ui/host.h"
#include "ui/paint.h"

struct window {
    SDL_Window *window;
    bool is_kiosk;
    bool ended;
    pthread_t listener; /* waits for the signals that end a program */
    long drawn;         /* the list that is on the screen */
    long persons;       /* who left when it was drawn */
    char pressed[TOUCH_NAME];
    bool lost; /* what is on the screen may be something else */
};

/* ---- opening ------------------------------------------------------------- */

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
static void set_hints(void)
{
    SDL_SetHint(SDL_HINT_VIDEODRIVER, driver());
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    SDL_SetHint(SDL_HINT_WINDOWS_NO_CLOSE_ON_ALT_F4, "1");
    SDL_SetHint(SDL_HINT_GRAB_KEYBOARD, "1");
    SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "0");
    SDL_SetHint(SDL_HINT_IME_SHOW_UI, "0");
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
    sigset_t ends;
    int signal;
    (void)from;
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGHUP);
    if (sigwait(&ends, &signal) == 0)
        SDL_PushEvent(&(SDL_Event){ .type = SDL_USEREVENT });
    return NULL;
}

/* From now on these signals end the loop instead of the program, so that what
 * was laid out for a person is wiped. */
static bool catch_signals(struct window *window)
{
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &ends, NULL);
    return pthread_create(&window->listener, NULL, listen, NULL) == 0;
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
    *window = (struct window){ .is_kiosk = wish->width == 0, .drawn = -1 };
    set_hints();
    if (!catch_signals(window)) {
        refuse(fault);
        return NULL;
    }
    if (SDL_Init(SDL_INIT_VIDEO) == 0)
        window->window = make_window(wish);
    if (window->window)
        return window;
    refuse(fault);
    window_close(window);
    return NULL;
}

void window_close(struct window *window)
{
    if (!window)
        return;
    if (window->window)
        SDL_DestroyWindow(window->window);
    SDL_Quit();
    pthread_cancel(window->listener);
    pthread_join(window->listener, NULL);
}

void window_size(const struct window *window, int *width, int *height)
{
    SDL_GetWindowSize(window->window, width, height);
}

/* ---- what comes in -------------------------------------------------------- */

static const struct {
    SDL_Keycode code;
    enum focus_key key;
} keys[] = {
    { SDLK_LEFT, FOCUS_LEFT },       { SDLK_RIGHT, FOCUS_RIGHT },
    { SDLK_UP, FOCUS_UP },           { SDLK_DOWN, FOCUS_DOWN },
    { SDLK_RETURN, FOCUS_ENTER },    { SDLK_KP_ENTER, FOCUS_ENTER },
    { SDLK_SPACE, FOCUS_SPACE },     { SDLK_ESCAPE, FOCUS_ESCAPE },
    { SDLK_BACKSPACE, FOCUS_ERASE }, { SDLK_HOME, FOCUS_HOME },
    { SDLK_END, FOCUS_END },
};

/* Only erasing and moving may be repeated by holding a key down: whoever leans
 * on Enter must not send anything. */
static bool may_repeat(enum focus_key key)
{
    return key == FOCUS_ERASE || key == FOCUS_LEFT || key == FOCUS_RIGHT;
}

static void take_key(struct seat *seat, const SDL_KeyboardEvent *event)
{
    const SDL_Keymod with = KMOD_CTRL | KMOD_ALT | KMOD_GUI;
    if (event->keysym.mod & with)
        return;
    if (event->keysym.sym == SDLK_TAB && !event->repeat)
        host_key(seat,
                 event->keysym.mod & KMOD_SHIFT ? FOCUS_BACK_TAB : FOCUS_TAB,
                 0);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (keys[i].code == event->keysym.sym &&
            (!event->repeat || may_repeat(keys[i].key)))
            host_key(seat, keys[i].key, 0);
}

/* What a keyboard typed, accents put together; the blank came as a key. */
static void take_typed(struct seat *seat, const char *typed)
{
    str text = text_of(typed);
    for (size_t at = 0; at < text.size;) {
        uint32_t character = text_next(text, &at);
        if (character > ' ' && character != TEXT_BROKEN)
            host_key(seat, FOCUS_LETTER, character);
    }
}

static void take_mouse(struct seat *seat, const SDL_Event *event)
{
    struct touch_event touch = { .finger = INT64_MIN,
                                 .now = clock_now(seat->plan.clock) };
    if (event->type == SDL_MOUSEMOTION) {
        touch.kind = TOUCH_MOVE;
        touch.x = event->motion.x;
        touch.y = event->motion.y;
    } else {
        if (event->button.button != SDL_BUTTON_LEFT)
            return;
        touch.kind = event->type == SDL_MOUSEBUTTONDOWN ? TOUCH_DOWN : TOUCH_UP;
        touch.x = event->button.x;
        touch.y = event->button.y;
    }
    host_finger(seat, &touch);
}

static void take_finger(struct seat *seat, const SDL_TouchFingerEvent *event)
{
    enum touch_kind kind = event->type == SDL_FINGERDOWN ? TOUCH_DOWN
                           : event->type == SDL_FINGERUP ? TOUCH_UP
                                                         : TOUCH_MOVE;
    host_finger(seat, &(struct touch_event){
                          .kind = kind,
                          .finger = event->fingerId,
                          .x = (int)(event->x * (float)seat->look.width),
                          .y = (int)(event->y * (float)seat->look.height),
                          .now = clock_now(seat->plan.clock) });
}

static void take_window(struct window *window, struct seat *seat,
                        const SDL_WindowEvent *event)
{
    int width;
    int height;
    window->lost = true;
    if (event->event == SDL_WINDOWEVENT_SIZE_CHANGED) {
        window_size(window, &width, &height);
        host_fit(seat, width, height);
    } else if (event->event == SDL_WINDOWEVENT_FOCUS_LOST) {
        host_let_go(seat);
    }
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
    case SDL_WINDOWEVENT:
        take_window(window, seat, &event->window);
        return;
    case SDL_KEYDOWN:
        take_key(seat, &event->key);
        return;
    case SDL_TEXTINPUT:
        take_typed(seat, event->text.text);
        return;
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
    case SDL_MOUSEMOTION:
        take_mouse(seat, event);
        return;
    case SDL_FINGERDOWN:
    case SDL_FINGERUP:
    case SDL_FINGERMOTION:
        take_finger(seat, &event->tfinger);
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
    return !window->lost && window->drawn == seat->shown &&
           text_equal(text_of(window->pressed), touch_pressed(&seat->touch));
}

static void note_drawn(struct window *window, const struct seat *seat)
{
    str pressed = touch_pressed(&seat->touch);
    assert(pressed.size < TOUCH_NAME);
    memcpy(window->pressed, pressed.at, pressed.size);
    window->pressed[pressed.size] = '\0';
    window->drawn = seat->shown;
    window->lost = false;
}

static bool draw(struct window *window, struct seat *seat,
                 struct canvas *canvas, struct fault *fault)
{
    if (is_drawn(window, seat))
        return true;
    if (window->persons != seat->persons)
        canvas_forget(canvas);
    window->persons = seat->persons;
    SDL_Surface *surface = SDL_GetWindowSurface(window->window);
    if (!surface)
        return refuse(fault);
    canvas_attach(canvas, surface);
    note_drawn(window, seat);
    paint_list(canvas, host_list(seat), &seat->look, text_of(window->pressed));
    return SDL_UpdateWindowSurface(window->window) == 0 || refuse(fault);
}

bool window_run(struct window *window, struct seat *seat, struct canvas *canvas,
                struct fault *fault)
{
    SDL_Event event;
    SDL_StartTextInput();
    while (!window->ended) {
        if (!draw(window, seat, canvas, fault))
            return false;
        int64_t left = host_wait(seat);
        if (!is_drawn(window, seat))
            continue;
        if (left > INT32_MAX)
            left = INT32_MAX;
        bool came = left < 0 ? SDL_WaitEvent(&event)
                             : SDL_WaitEventTimeout(&event, (int)left);
        while (came && !window->ended) {
            take(window, seat, &event);
            came = SDL_PollEvent(&event);
        }
    }
    canvas_forget(canvas);
    return true;
}
