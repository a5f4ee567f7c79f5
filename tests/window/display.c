/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "display.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XTest.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { NAME = 16, SIZE = 32, MOST_KEYS = 8 };

struct display {
    pid_t server;
    Display *way;
    Window root;
    char name[NAME];
};

static _Noreturn void give_up(const char *why)
{
    fprintf(stderr, "display: %s\n", why);
    exit(1);
}

/* ---- the server ---------------------------------------------------------- */

static _Noreturn void become_server(int told, int width, int height)
{
    char handle[NAME];
    char screen[SIZE];
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    snprintf(handle, sizeof handle, "%d", told);
    snprintf(screen, sizeof screen, "%dx%dx24", width, height);
    execlp("Xvfb", "Xvfb", "-displayfd", handle, "-screen", "0", screen,
           "-nolisten", "tcp", "-noreset", "-br", (char *)NULL);
    _exit(127);
}

/* The server writes its number when it can be reached. */
static void hear_number(int told, char name[NAME])
{
    size_t size = 1;
    name[0] = ':';
    while (size + 1 < NAME && read(told, name + size, 1) == 1 &&
           name[size] != '\n')
        size++;
    name[size] = '\0';
    if (size == 1)
        give_up("Xvfb did not start");
}

static void silence(void)
{
    if (!freopen("/dev/null", "w", stderr))
        _exit(126);
}

struct display *display_start(int width, int height)
{
    struct display *display = calloc(1, sizeof *display);
    int told[2];
    if (!display || pipe(told) < 0)
        give_up("nothing is left");
    display->server = fork();
    if (display->server == 0) {
        close(told[0]);
        silence();
        become_server(told[1], width, height);
    }
    close(told[1]);
    hear_number(told[0], display->name);
    close(told[0]);
    display->way = XOpenDisplay(display->name);
    if (!display->way)
        give_up("Xvfb cannot be reached");
    display->root = DefaultRootWindow(display->way);
    return display;
}

void display_end(struct display *display)
{
    XCloseDisplay(display->way);
    kill(display->server, SIGTERM);
    waitpid(display->server, NULL, 0);
    free(display);
}

const char *display_name(const struct display *display)
{
    return display->name;
}

/* ---- hands --------------------------------------------------------------- */

void display_point(struct display *display, int x, int y)
{
    XTestFakeMotionEvent(display->way, 0, x, y, CurrentTime);
    XFlush(display->way);
}

void display_press(struct display *display)
{
    XTestFakeButtonEvent(display->way, 1, True, CurrentTime);
    XFlush(display->way);
}

void display_lift(struct display *display)
{
    XTestFakeButtonEvent(display->way, 1, False, CurrentTime);
    XFlush(display->way);
}

static KeyCode code_of(struct display *display, const char *name)
{
    KeyCode code = XKeysymToKeycode(display->way, XStringToKeysym(name));
    if (code == 0)
        give_up(name);
    return code;
}

void display_keys(struct display *display, const char *const *names)
{
    int count = 0;
    for (; names[count]; count++)
        XTestFakeKeyEvent(display->way, code_of(display, names[count]), True,
                          CurrentTime);
    while (count-- > 0)
        XTestFakeKeyEvent(display->way, code_of(display, names[count]), False,
                          CurrentTime);
    XFlush(display->way);
}

/* ---- windows ------------------------------------------------------------- */

static bool is_shown(struct display *display, Window window, int *x, int *y)
{
    XWindowAttributes about;
    if (!XGetWindowAttributes(display->way, window, &about) ||
        about.map_state != IsViewable || about.class != InputOutput)
        return false;
    *x = about.x;
    *y = about.y;
    return true;
}

unsigned long display_window(struct display *display, int *x, int *y)
{
    Window root;
    Window parent;
    Window *all = NULL;
    unsigned count = 0;
    unsigned long found = 0;
    XQueryTree(display->way, display->root, &root, &parent, &all, &count);
    for (unsigned i = 0; i < count && !found; i++)
        if (is_shown(display, all[i], x, y))
            found = all[i];
    if (all)
        XFree(all);
    return found;
}

void display_ask_to_close(struct display *display, unsigned long window)
{
    XEvent event = { 0 };
    event.xclient.type = ClientMessage;
    event.xclient.window = window;
    event.xclient.message_type = XInternAtom(display->way, "WM_PROTOCOLS",
                                             False);
    event.xclient.format = 32;
    event.xclient.data.l[0] = (long)XInternAtom(display->way,
                                                "WM_DELETE_WINDOW", False);
    XSendEvent(display->way, window, False, NoEventMask, &event);
    XFlush(display->way);
}

void display_resize(struct display *display, unsigned long window, int width,
                    int height)
{
    XResizeWindow(display->way, window, (unsigned)width, (unsigned)height);
    XFlush(display->way);
}

void display_cover(struct display *display)
{
    int screen = DefaultScreen(display->way);
    XSetWindowAttributes wish = { .override_redirect = True,
                                  .background_pixel = 0x808080 };
    Window over = XCreateWindow(display->way, display->root, 0, 0,
                                (unsigned)DisplayWidth(display->way, screen),
                                (unsigned)DisplayHeight(display->way, screen),
                                0, CopyFromParent, InputOutput, CopyFromParent,
                                CWOverrideRedirect | CWBackPixel, &wish);
    XMapRaised(display->way, over);
    XSync(display->way, False);
    XDestroyWindow(display->way, over);
    XSync(display->way, False);
}

/* ---- eyes ---------------------------------------------------------------- */

void display_read(struct display *display, int x, int y, int width, int height,
                  uint32_t *pixels)
{
    XImage *image = XGetImage(display->way, display->root, x, y,
                              (unsigned)width, (unsigned)height, AllPlanes,
                              ZPixmap);
    if (!image || image->bits_per_pixel != 32)
        give_up("the screen cannot be read");
    for (int row = 0; row < height; row++) {
        uint32_t *to = pixels + (size_t)row * (size_t)width;
        memcpy(to, image->data + (size_t)row * (size_t)image->bytes_per_line,
               (size_t)width * sizeof *to);
        for (int at = 0; at < width; at++)
            to[at] &= 0xFFFFFF;
    }
    XDestroyImage(image);
}

uint32_t display_pixel(struct display *display, int x, int y)
{
    uint32_t pixel;
    display_read(display, x, y, 1, 1, &pixel);
    return pixel;
}
