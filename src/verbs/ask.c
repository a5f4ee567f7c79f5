/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verbs/ask.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/signalfd.h>
#include <termios.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/words.h"

/* An answer that never ends is given up after so many bytes. */
enum { ENDLESS = 1024 * 1024 };

/* What came of reading a line. */
enum outcome {
    ANSWERED,
    ENDED,
    TOO_LONG,
    NO_TEXT,    /* it is not plain UTF-8 */
    DISTURBED,  /* by a signal */
    CALLED_OFF, /* by a signal that the caller holds up */
    SEEN,       /* the terminal does not let us hide what is typed */
};

/* A question and its answer. Nothing buffers standard input: no byte is read
 * before its time, and none is left where it is not wiped. */
struct asking {
    const struct call *call;
    str question;
    char *bytes; /* ASK_LONGEST and one, in the arena */
    size_t size; /* of what was typed, even of what did not fit */
    bool terminal;
    bool hidden;
    int held; /* tells that a signal has come which the caller holds up */
};

bool ask_can(void)
{
    return isatty(STDIN_FILENO);
}

bool ask_can_show(void)
{
    return isatty(STDIN_FILENO) && isatty(STDERR_FILENO);
}

static struct asking begin(const struct call *call, str question)
{
    return (struct asking){ .call = call,
                            .question = question,
                            .bytes = arena_take(call->arena, ASK_LONGEST + 1),
                            .terminal = ask_can() };
}

/* ---- one line ------------------------------------------------------------ */

/* Waits until there is something to read, or a signal comes first. */
static enum outcome wait_for_byte(const struct asking *asking, int signals)
{
    struct pollfd all[] = { { .fd = STDIN_FILENO, .events = POLLIN },
                            { .fd = signals, .events = POLLIN },
                            { .fd = asking->held, .events = POLLIN } };
    while (poll(all, 3, -1) < 0 && errno == EINTR)
        continue;
    if (all[2].revents)
        return CALLED_OFF;
    return all[1].revents ? DISTURBED : ANSWERED;
}

/* Whoever ends the input by a key is still on the line of the question. */
static void end_line(const struct asking *asking)
{
    if (asking->terminal)
        fputc('\n', stderr);
}

static enum outcome read_line(struct asking *asking, int signals)
{
    asking->size = 0;
    while (asking->size < ENDLESS) {
        char byte;
        enum outcome outcome = wait_for_byte(asking, signals);
        if (outcome != ANSWERED)
            return outcome;
        ssize_t got = read(STDIN_FILENO, &byte, 1);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            end_line(asking);
        if (got < 0 || (got == 0 && asking->size == 0))
            return ENDED;
        if (got == 0 || byte == '\n')
            break;
        if (asking->size < ASK_LONGEST)
            asking->bytes[asking->size] = byte;
        asking->size++;
    }
    return asking->size <= ASK_LONGEST ? ANSWERED : TOO_LONG;
}

static void put_question(const struct asking *asking)
{
    if (!asking->terminal || asking->question.size == 0)
        return;
    fflush(stdout);
    fwrite(asking->question.at, 1, asking->question.size, stderr);
    fputc(' ', stderr);
}

static enum outcome read_shown(struct asking *asking)
{
    put_question(asking);
    return read_line(asking, -1);
}

/* ---- one line that is not shown ------------------------------------------ */

/* What would end or stop the program with the terminal as it is; even writing
 * a question to nobody does. */
static const int deadly[] = {
    SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGPIPE
};

/* Holds these signals up, except where somebody does already, and gives what
 * tells that one has come; `before` is what let_signals_go() wants. */
static int hold_signals(sigset_t *before)
{
    sigset_t held;
    sigemptyset(&held);
    sigprocmask(SIG_BLOCK, NULL, before);
    for (size_t i = 0; i < sizeof deadly / sizeof *deadly; i++)
        if (!sigismember(before, deadly[i]))
            sigaddset(&held, deadly[i]);
    sigprocmask(SIG_BLOCK, &held, NULL);
    return signalfd(-1, &held, SFD_CLOEXEC);
}

/* A signal that has come does now what it always does. */
static void let_signals_go(int signals, const sigset_t *before)
{
    if (signals >= 0)
        close(signals);
    sigprocmask(SIG_SETMASK, before, NULL);
}

/* Stops showing what is typed, but for the end of the line. What was typed
 * ahead of the question is kept. */
static bool hide(struct termios *shown)
{
    if (tcgetattr(STDIN_FILENO, shown) < 0)
        return false;
    struct termios hidden = *shown;
    hidden.c_lflag &= ~(tcflag_t)ECHO;
    hidden.c_lflag |= ECHONL;
    return tcsetattr(STDIN_FILENO, TCSADRAIN, &hidden) == 0;
}

static enum outcome read_hidden(struct asking *asking)
{
    struct termios shown;
    sigset_t before;
    int signals = hold_signals(&before);
    enum outcome outcome = SEEN;
    if (hide(&shown)) {
        put_question(asking);
        outcome = read_line(asking, signals);
        tcsetattr(STDIN_FILENO, TCSADRAIN, &shown);
        if (outcome == DISTURBED || outcome == CALLED_OFF)
            fputc('\n', stderr);
    }
    let_signals_go(signals, &before);
    return outcome;
}

/* ---- until there is an answer -------------------------------------------- */

static enum outcome try_once(struct asking *asking, str *answer)
{
    size_t bad;
    enum outcome outcome = asking->hidden && asking->terminal
                               ? read_hidden(asking)
                               : read_shown(asking);
    if (outcome != ANSWERED)
        return outcome;
    *answer = text_trim((str){ asking->bytes, asking->size });
    asking->bytes[answer->at - asking->bytes + (ptrdiff_t)answer->size] = '\0';
    return text_check(*answer, &bad) ? ANSWERED : NO_TEXT;
}

static bool refuse(enum outcome outcome, struct fault *fault)
{
    if (outcome == CALLED_OFF)
        return fault_set(fault, "it was called off; nothing was changed");
    if (outcome == TOO_LONG)
        return fault_set(fault, "this is longer than {limit} bytes; type less",
                         COUNT("limit", ASK_LONGEST));
    if (outcome == NO_TEXT)
        return fault_set(fault, "this is not plain UTF-8 text; type it again");
    if (outcome == SEEN)
        return fault_set(fault,
                         "this terminal cannot hide what is typed; write it "
                         "into a file and name that");
    return fault_set(fault, "the input ended where an answer was wanted; start "
                            "again and answer every question");
}

/* Says what is wrong, to somebody who can type it again. */
static void complain(const struct asking *asking, enum outcome outcome)
{
    struct fault fault = { .arena = asking->call->arena };
    refuse(outcome, &fault);
    call_refuse(asking->call, &fault);
}

static bool ask_until(struct asking *asking, str *answer, struct fault *fault)
{
    for (;;) {
        enum outcome outcome = try_once(asking, answer);
        if (outcome == ANSWERED)
            return true;
        if (outcome == DISTURBED)
            continue;
        if (!asking->terminal || outcome == ENDED || outcome == SEEN ||
            outcome == CALLED_OFF)
            return refuse(outcome, fault);
        complain(asking, outcome);
    }
}

/* Tells what comes of the signals that the caller holds up: they wait for it. */
static int watch_held(void)
{
    sigset_t held;
    sigset_t watched;
    bool any = false;
    sigemptyset(&watched);
    sigprocmask(SIG_BLOCK, NULL, &held);
    for (size_t i = 0; i < sizeof deadly / sizeof *deadly; i++) {
        if (!sigismember(&held, deadly[i]))
            continue;
        sigaddset(&watched, deadly[i]);
        any = true;
    }
    return any ? signalfd(-1, &watched, SFD_CLOEXEC) : -1;
}

static bool ask(struct asking *asking, str *answer, struct fault *fault)
{
    asking->held = watch_held();
    bool done = ask_until(asking, answer, fault);
    if (asking->held >= 0)
        close(asking->held);
    return done;
}

/* ---- a screen aside ------------------------------------------------------ */

/* The terminal's other screen: nothing of it can be scrolled back to, and what
 * was there before comes back behind it. */
void ask_begin_aside(void)
{
    if (isatty(STDERR_FILENO))
        fputs("\033[?1049h\033[2J\033[H", stderr);
}

void ask_clear_aside(void)
{
    if (isatty(STDERR_FILENO))
        fputs("\033[2J\033[H", stderr);
}

void ask_end_aside(void)
{
    if (isatty(STDERR_FILENO))
        fputs("\033[2J\033[?1049l", stderr);
}

/* ---- what others ask for ------------------------------------------------- */

bool ask_line(const struct call *call, str question, str *answer,
              struct fault *fault)
{
    struct asking asking = begin(call, question);
    return ask(&asking, answer, fault);
}

bool ask_secret(const struct call *call, str question, str *answer,
                struct fault *fault)
{
    struct asking asking = begin(call, question);
    asking.hidden = true;
    return ask(&asking, answer, fault);
}

/* In Welsh there is no yes for every question, so none is asked for. */
static str with_keys(const struct call *call, str question)
{
    str pattern = words_say(
        call->words, /* Translators: the keys are y and n in every language. */
        "{question} (y to go on, n to leave it)");
    return text_fill(call->arena, pattern, &SLOT("question", question), 1);
}

bool ask_whether(const struct call *call, str question, bool *yes,
                 struct fault *fault)
{
    struct asking asking = begin(call, with_keys(call, question));
    str answer;
    while (ask(&asking, &answer, fault)) {
        *yes = text_equal(answer, S("y")) || text_equal(answer, S("Y"));
        if (*yes || text_equal(answer, S("n")) || text_equal(answer, S("N")))
            return true;
        if (!asking.terminal)
            return fault_set(fault,
                             "“{answer}” is no answer here; type y to "
                             "go on or n to leave it",
                             SLOT("answer", answer));
    }
    return false;
}

/* ---- from a file --------------------------------------------------------- */

static bool first_line(const struct call *call, str path, str *line,
                       struct fault *fault)
{
    str content;
    size_t bad;
    if (!file_read(call->arena, path, ASK_LONGEST, &content, fault))
        return false;
    content = text_unmarked(content);
    *line = S("");
    text_cut(&content, '\n', line);
    *line = text_trim(*line);
    return text_check(*line, &bad) ||
           fault_set(fault,
                     "the first line of {file} is not plain UTF-8 text; save "
                     "it as UTF-8",
                     SLOT("file", path));
}

bool ask_secret_file(const struct call *call, const char *path, str *secret,
                     struct fault *fault)
{
    bool input = !strcmp(path, "-");
    struct slot file = input ? SLOT_KEY("file", S(TEXT_KEY("standard input")))
                             : SLOT("file", text_of(path));
    bool read = input ? ask_secret(call, S(""), secret, fault)
                      : first_line(call, text_of(path), secret, fault);
    if (!read || secret->size > 0)
        return read;
    return fault_set(fault,
                     "the first line of {file} is empty; write there what is "
                     "asked for",
                     file);
}
