/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verbs/verb_passphrase.h"

#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/words.h"
#include "keep/passphrase.h"
#include "keep/unlock.h"
#include "verbs/ask.h"
#include "verbs/desk.h"
#include "verbs/founder.h"

struct renewal {
    struct desk desk;
    struct desk_key key;
    const char *file; /* for the new one; NULL: it is shown */
    struct call call; /* with an arena of its own, for what is secret */
    char passphrase[PASSPHRASE_ROOM];
};

static enum call_result take(struct call *call, struct renewal *renewal)
{
    const struct call_taken options[] = {
        { .name = "--passphrase-file", .value = &renewal->key.passphrase_file },
        { .name = "--recovery-file", .value = &renewal->key.recovery_file },
        { .name = "--new-passphrase-file", .value = &renewal->file },
    };
    enum call_result result = call_take(call, options,
                                        sizeof options / sizeof *options);
    if (result != CALL_DONE)
        return result;
    if (call->count > 1)
        return call_misuse(call, call->arguments[1]);
    if (renewal->file && !strcmp(renewal->file, "-"))
        return call_misuse(call, "--new-passphrase-file");
    if (renewal->key.passphrase_file && renewal->key.recovery_file)
        return call_misuse(call, "--recovery-file");
    return CALL_DONE;
}

/* ---- giving out and taking back ------------------------------------------ */

static bool is_same(const struct renewal *renewal, str typed,
                    struct fault *fault)
{
    char read[PASSPHRASE_ROOM];
    bool same = passphrase_read(typed, read, fault) &&
                text_equal(text_of(read), text_of(renewal->passphrase));
    explicit_bzero(read, sizeof read);
    return same || fault_set(fault, "this is another passphrase than the one "
                                    "that was shown; type it again");
}

static bool by_file(struct renewal *renewal, struct fault *fault)
{
    struct text line = { .arena = renewal->call.arena };
    str typed;
    text_add(&line, text_of(renewal->passphrase));
    text_add_char(&line, '\n');
    return file_write_new(text_of(renewal->file), text_view(&line), fault) &&
           ask_secret_file(&renewal->call, renewal->file, &typed, fault) &&
           is_same(renewal, typed, fault);
}

static bool by_screen(struct renewal *renewal, struct fault *fault)
{
    const struct call *call = &renewal->call;
    str typed;
    str question = words_say(call->words, "Passphrase of the collection");
    if (!founder_show(call, text_of(renewal->passphrase), fault))
        return false;
    while (ask_line(call, question, &typed, fault)) {
        struct fault wrong = { .arena = call->arena };
        if (is_same(renewal, typed, &wrong))
            return true;
        call_refuse(call, &wrong);
    }
    return false;
}

static bool by_aside(struct renewal *renewal, struct fault *fault)
{
    if (!ask_can_show())
        return fault_set(fault, "nobody sits at a terminal to be shown a "
                                "passphrase; name a new file with "
                                "--new-passphrase-file");
    ask_begin_aside();
    bool done = by_screen(renewal, fault);
    ask_end_aside();
    return done;
}

/* ---- the whole ----------------------------------------------------------- */

/* In the language of the terminal. */
static void make_passphrase(struct renewal *renewal)
{
    bool welsh = text_equal(words_language(renewal->call.words), S("cy"));
    passphrase_make(welsh ? PASSPHRASE_WELSH : PASSPHRASE_ENGLISH,
                    renewal->passphrase);
}

static bool run(struct renewal *renewal, struct call *call, struct fault *fault)
{
    struct desk *desk = &renewal->desk;
    if (!desk_open(desk, call, fault))
        return false;
    struct keys_secret *secret = desk_unlock(desk, &renewal->key, fault);
    if (secret)
        make_passphrase(renewal);
    bool given = secret && (renewal->file ? by_file(renewal, fault)
                                          : by_aside(renewal, fault));
    bool done = given && unlock_renew(desk->store, secret,
                                      text_of(renewal->passphrase), fault);
    if (given && !done && renewal->file)
        file_remove(text_of(renewal->file));
    keys_destroy(secret);
    return done;
}

enum call_result verb_passphrase(struct call *call)
{
    struct renewal renewal = { .desk = { .call = call }, .call = *call };
    struct fault fault = { .arena = call->arena };
    enum call_result result = take(call, &renewal);
    if (result != CALL_DONE)
        return result;
    renewal.call.arena = arena_make();
    if (!run(&renewal, call, &fault))
        result = call_refuse(call, &fault);
    else if (!call->quiet)
        call_say(
            call, stdout,
            "The new passphrase opens the collection “{name}” from now "
            "on, and the old one does not",
            SLOT("name", store_about(renewal.desk.store)->collection.name));
    explicit_bzero(renewal.passphrase, sizeof renewal.passphrase);
    arena_destroy(renewal.call.arena);
    desk_close(&renewal.desk);
    return result;
}
